/// One line of how a score came about: what was looked at, and what it contributed.
public struct ScorePart: Sendable, Hashable {
    public let name: String
    public let label: Text
    public let input: Text
    public let value: Double

    public init(name: String, label: Text, input: Text, value: Double) {
        self.name = name
        self.label = label
        self.input = input
        self.value = value
    }
}

/// A fact that went into a score, in its stored form: dates as ISO text, numbers as digits.
public struct ScoreInput: Sendable, Hashable {
    public let name: String
    public let label: Text
    public let value: String

    public init(name: String, label: Text, value: String) {
        self.name = name
        self.label = label
        self.value = value
    }
}

/// One figure of a score: a probability and the whole percentage made of it.
public struct ScoreMeasure: Sendable, Hashable {
    public let name: String
    public let label: Text
    public let probability: Double
    public let percent: Int

    public init(name: String, label: Text, probability: Double, percent: Int) {
        self.name = name
        self.label = label
        self.probability = probability
        self.percent = percent
    }
}

/// A score of any instrument, with all that is needed to show it, store it and make it again.
public struct Score: Sendable, Hashable {
    public let instrument: String
    public let profile: String
    public let version: String
    public let inputs: [ScoreInput]
    public let parts: [ScorePart]
    public let measures: [ScoreMeasure]
    /// The band's code, with the scale it is of.
    public let band: String
    public let scale: String

    public init(
        instrument: String, profile: String, version: String, inputs: [ScoreInput], parts: [ScorePart],
        measures: [ScoreMeasure], band: String, scale: String
    ) {
        self.instrument = instrument
        self.profile = profile
        self.version = version
        self.inputs = inputs
        self.parts = parts
        self.measures = measures
        self.band = band
        self.scale = scale
    }
}
