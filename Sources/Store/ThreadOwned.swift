import Foundation

/// What belongs to the thread that asks: a connection of its own. Does not keep it alive.
public struct ThreadOwned<Value: AnyObject>: Sendable {
    private let key: pthread_key_t

    public init() {
        var key = pthread_key_t()
        precondition(pthread_key_create(&key, nil) == 0, "no key for what belongs to a thread")
        self.key = key
    }

    public var value: Value? {
        get { pthread_getspecific(key).map { Unmanaged<Value>.fromOpaque($0).takeUnretainedValue() } }
        nonmutating set { pthread_setspecific(key, newValue.map { Unmanaged.passUnretained($0).toOpaque() }) }
    }
}

extension TaskExecutor {
    /// For a job of a task that outlives the threads of its database.
    public func runElsewhere(_ job: UnownedJob) {
        DispatchQueue.global().async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
