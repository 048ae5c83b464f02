import Domain
import HummingbirdCore
import HummingbirdTLS
import NIOSSL

/// TLS 1.2 or newer, when a certificate and its key are given.
enum ServerTLS {
    static func around(_ plain: HTTPServerBuilder, _ config: Config) throws -> HTTPServerBuilder {
        guard !config.tlsCertificate.isEmpty else { return plain }
        do {
            let chain = try NIOSSLCertificate.fromPEMFile(config.tlsCertificate)
            let key = try NIOSSLPrivateKey(file: config.tlsKey, format: .pem)
            var tls = TLSConfiguration.makeServerConfiguration(
                certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
            tls.minimumTLSVersion = .tlsv12
            return try .tls(plain, tlsConfiguration: tls)
        } catch {
            throw UnusableCertificate(certificate: config.tlsCertificate, key: config.tlsKey)
        }
    }
}

/// The certificate or its key cannot be read, or they do not belong together.
struct UnusableCertificate: Refusal {
    let certificate: String
    let key: String

    var message: Text {
        Text(
            en: "The certificate \(certificate) and the key \(key) cannot be used: both must be readable PEM files.",
            cy:
                "Ni ellir defnyddio’r dystysgrif \(certificate) a’r allwedd \(key): rhaid i’r ddwy fod yn ffeiliau PEM darllenadwy."
        )
    }
}
