import Domain
import Hummingbird
import HummingbirdCore
import HummingbirdTLS
import Logging
import NIOCore
import ServiceLifecycle
import Store
import UnixSignals

/// The listening server: from the socket to the front door, and an orderly end.
struct Server: Sendable {
    let site: Site

    func run() async throws {
        let impatience = SecondSignal()
        var group = ServiceGroupConfiguration(
            services: [
                // Ends last, so that what the last requests enter has its place.
                .init(service: try JournalKeeping(site: site)),
                .init(service: RestrictionWatch(site: site)),
                .init(service: try application(), successTerminationBehavior: .gracefullyShutdownGroup),
            ], gracefulShutdownSignals: [.sigterm, .sigint], logger: site.log)
        group.maximumGracefulShutdownDuration = .seconds(20)
        defer { impatience.end() }
        do {
            try await ServiceGroup(configuration: group).run()
        } catch let error as IOError {
            throw CannotListen(host: site.config.host, port: site.config.port, reason: error)
        }
    }

    private func application() throws -> some ApplicationProtocol {
        let executor = site.database.executor
        let plain = HTTPServerBuilder { responder in
            // Without an idle time-out a connection that says nothing would be kept for ever.
            OnDatabaseThreads(
                inner: HTTP1Channel(responder: responder, configuration: .init(idleTimeout: .seconds(30))), executor: executor)
        }
        return Application(
            router: FrontDoor(site: site).router(),
            server: try ServerTLS.around(plain, site.config),
            configuration: ApplicationConfiguration(
                address: .hostname(site.config.host, port: site.config.port), serverName: nil),
            onServerRunning: { [site] channel in
                Server.announce(site.config, port: channel.localAddress?.port ?? site.config.port)
                Task { await Server.goOn(site) }
            },
            logger: site.log)
    }

    /// What an earlier end of the server cut off: imports go on; rounds and work on the linking model that nobody finished are dropped.
    static func goOn(_ site: Site) async {
        await ImportWork(site: site).resume()
        do {
            try await RoundSweep(site: site).run()
        } catch {
            site.log.error("rounds that were cut off could not be removed: \(error)")
        }
        do {
            try await LinkageTasks(site: site).sweep()
        } catch {
            site.log.error("work on the linking model that was cut off could not be dropped: \(error)")
        }
    }

    static func announce(_ config: Config, port: Int) {
        let own = "\(config.tlsCertificate.isEmpty ? "http" : "https")://\(config.host):\(port)/"
        Terminal.say(Text(en: "Carfan answers at \(own)", cy: "Mae Carfan yn ateb yn \(own)"))
        if !config.origin.isEmpty {
            Terminal.say(Text(en: "People use \(config.origin)/", cy: "Mae pobl yn defnyddio \(config.origin)/"))
        }
    }
}

/// What comes over a connection is answered on the database's threads; listening, signals and time-outs stay elsewhere.
private struct OnDatabaseThreads<Inner: ServerChildChannel>: ServerChildChannel {
    let inner: Inner
    let executor: (any TaskExecutor)?

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Inner.Value> {
        inner.setup(channel: channel, logger: logger)
    }

    func handle(value: Inner.Value, logger: Logger) async {
        await withTaskExecutorPreference(executor) { await inner.handle(value: value, logger: logger) }
    }
}

/// The address or port cannot be listened on.
struct CannotListen: Refusal {
    let host: String
    let port: Int
    let reason: IOError

    var message: Text {
        Text(
            en:
                "Carfan cannot listen on \(host), port \(port). Is another program using it? --port chooses another. (\(reason))",
            cy: "Ni all Carfan wrando ar \(host), porth \(port). A oes rhaglen arall yn ei ddefnyddio? Mae --port yn dewis un "
                + "arall. (\(reason))")
    }
}
