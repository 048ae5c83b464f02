import Domain

/// A page that asks to stop and think before going on: one way on, one way back, and nothing to fill in. Use it sparingly.
enum InterruptionCard {
    static func html(_ heading: Text, _ text: HTML, go: (Text, Path), back: (Text, Path)) -> HTML {
        """
        <div class="interruption-card"><h1>\(heading)</h1>\(text)\
        <div class="interruption-actions"><a class="button" href="\(go.1)">\(go.0)</a>\
        <a href="\(back.1)">\(back.0)</a></div></div>
        """
    }
}
