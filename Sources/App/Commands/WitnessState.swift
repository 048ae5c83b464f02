import Domain
import Foundation

/// The witness's own file is not what it was: it signs nothing until somebody has looked.
enum WitnessStateRefusal: Refusal, Equatable {
    case other(String)
    case changed(String)
    case inUse(String)

    var message: Text {
        switch self {
        case .other(let path):
            Text(
                en:
                    "\(path) holds something that this witness did not sign. Put back what it held; without it nobody knows what was "
                    + "signed before.",
                cy:
                    "Mae \(path) yn dal rhywbeth na lofnododd y tyst hwn. Rhowch yn ôl yr hyn a ddaliai; hebddo nid oes neb yn gwybod "
                    + "beth a lofnodwyd o’r blaen.")
        case .changed(let path):
            Text(
                en: "\(path) no longer holds what this witness signed last: somebody changed it, or it is gone.",
                cy:
                    "Nid yw \(path) yn dal yr hyn a lofnododd y tyst hwn ddiwethaf mwyach: newidiodd rhywun hi, neu mae wedi mynd."
            )
        case .inUse(let path):
            Text(
                en: "Another witness is at work with \(path). One at a time.",
                cy: "Mae tyst arall wrthi’n gweithio gyda \(path). Un ar y tro.")
        }
    }
}

/// Held by one at a time; the system lets go of it when the process ends.
struct FileLock {
    private let file: Int32

    init(_ path: String) throws {
        file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw FileRefused.cannotWrite(path) }
        guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
            close(file)
            throw WitnessStateRefusal.inUse(path)
        }
    }

    func release() {
        close(file)
    }
}
