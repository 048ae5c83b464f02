import ArgumentParser
import Crypto
import CryptoExtras
import Hummingbird
import HummingbirdTLS
import Yams
