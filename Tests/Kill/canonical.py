"""The journal's canonical bytes and leaf hash, written a second time from their description."""
import datetime
import hashlib
import hmac
import struct

from engines import octets

EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)


def microseconds(text):
    """Of `2026-11-01T09:30:00.000001Z` since 1970."""
    moment = datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))
    return (moment - EPOCH) // datetime.timedelta(microseconds=1)


def text(value):
    content = value if isinstance(value, bytes) else value.encode()
    return struct.pack(">I", len(content)) + content


def texts(value):
    words = value.split()
    return struct.pack(">I", len(words)) + b"".join(text(word) for word in words)


def commitment(salt, record, field, value):
    """HMAC-SHA256 with the salt over record, field and value, each with its length before it."""
    return hmac.new(salt, text(record) + text(field) + text(value), hashlib.sha256).digest()


def leaf_hash(row):
    """SHA-256 over 0x00 and: version, then each field in order; lengths of four bytes, numbers of eight, big-endian."""
    subjects = [int(word) for word in row["subjects"].split()]
    commitments = [bytes.fromhex(word) for word in row["commitments"].split()] if row["version"] > 1 else []
    last = struct.pack(">I", len(commitments)) + b"".join(text(one) for one in commitments) if row["version"] > 1 else b""
    content = b"".join([
        bytes([row["version"]]), text(octets(row["entry_id"])), struct.pack(">q", microseconds(row["at"])), text(row["kind"]),
        struct.pack(">q", row["actor"]), text(row["agency"]), text(row["role"]), struct.pack(">I", len(subjects)),
        b"".join(struct.pack(">q", subject) for subject in subjects), texts(row["records"]), texts(row["fields"]),
        text(row["route"]), text(row["request_id"]), text(row["reason"]), last])
    return hashlib.sha256(b"\0" + content).digest()
