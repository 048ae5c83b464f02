import Domain
import Foundation
import Store

/// The file of the secret keys: one a line, in hexadecimal, the newest first.
enum SecretKeyFile {
    /// Makes a file with a fresh key that its owner alone can read. A file that is there stays as it is.
    static func make(_ path: String) throws {
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else {
            if errno == EEXIST { throw SecretKeyRefusal.exists(path) }
            throw FileRefused.cannotWrite(path)
        }
        let handle = FileHandle(fileDescriptor: file, closeOnDealloc: true)
        try handle.write(contentsOf: Data("\(hexadecimal(randomBytes(SecretKeys.length)))\n".utf8))
        try handle.synchronize()
        try handle.close()
    }

    /// What the server needs before it answers anybody; nil when there is none and no second factor is asked for.
    static func needed(_ config: Config) throws -> SecretKeys? {
        guard !config.secretKey.isEmpty else {
            guard config.secondFactor == .required else { return nil }
            throw SecretKeyRefusal.notSet
        }
        return try read(config.secretKey)
    }

    static func read(_ path: String) throws -> SecretKeys {
        let real = URL(filePath: path).resolvingSymlinksInPath().path
        guard let bytes = FileManager.default.contents(atPath: real) else { throw SecretKeyRefusal.missing(path) }
        let mode = try FileManager.default.attributesOfItem(atPath: real)[.posixPermissions] as? Int
        guard let mode, mode & 0o007 == 0 else { throw SecretKeyRefusal.open(path) }
        let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).map { String($0).trimmed }
        let keys = lines.filter { !$0.isEmpty }.map(key)
        guard let newest = keys.first ?? nil, !keys.contains(nil) else { throw SecretKeyRefusal.unreadable(path) }
        return SecretKeys(newest, older: keys.dropFirst().compactMap { $0 })
    }

    private static func key(_ line: String) -> [UInt8]? {
        [UInt8](hexadecimal: line).flatMap { $0.count == SecretKeys.length ? $0 : nil }
    }
}

/// Why there is no secret key to seal with.
enum SecretKeyRefusal: Refusal, Equatable {
    case notSet
    case missing(String)
    case unreadable(String)
    case open(String)
    case exists(String)

    var message: Text {
        switch self {
        case .notSet:
            Text(
                en:
                    "Signing in asks for a second step, and secret-key does not name the file whose key seals it. Make one with "
                    + "“carfan account key FILE”, and keep a copy of it away from the copies of the database.",
                cy: "Mae mewngofnodi yn gofyn am ail gam, ac nid yw secret-key yn enwi’r ffeil y mae ei hallwedd yn ei selio. "
                    + "Gwnewch un â “carfan account key FFEIL”, a chadwch gopi ohoni ar wahân i gopïau o’r gronfa ddata.")
        case .missing(let path):
            Text(
                en: "The secret key \(path) is not there or cannot be read. Put it back from its copy: without it no code that "
                    + "people have now opens an account.",
                cy:
                    "Nid yw’r allwedd gyfrinachol \(path) yno neu ni ellir ei darllen. Rhowch hi’n ôl o’i chopi: hebddi nid oes cod "
                    + "sydd gan bobl nawr yn agor cyfrif.")
        case .unreadable(let path):
            Text(
                en:
                    "\(path) does not hold secret keys: each line must be 64 hexadecimal digits, as “carfan account key” writes them.",
                cy: "Nid yw \(path) yn dal allweddi cyfrinachol: rhaid i bob llinell fod yn 64 digid hecsadegol, fel y mae "
                    + "“carfan account key” yn eu hysgrifennu.")
        case .open(let path):
            Text(
                en: "Everybody on this machine can read the secret key \(path). Take that away: chmod 600 \(path)",
                cy:
                    "Gall pawb ar y peiriant hwn ddarllen yr allwedd gyfrinachol \(path). Rhowch derfyn ar hynny: chmod 600 \(path)"
            )
        case .exists(let path):
            Text(
                en: "\(path) is there already. A secret key is never overwritten: what it has sealed would be lost.",
                cy: "Mae \(path) yno eisoes. Ni throsysgrifir allwedd gyfrinachol byth: collid yr hyn y mae wedi’i selio.")
        }
    }
}
