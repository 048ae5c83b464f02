import Domain

/// Warns before the session ends for want of a sign of life, and says so when it has ended. What was typed stays on the page.
/// Without scripts nothing shows: what was typed then survives the next sign-in.
enum IdleWarning {
    static func html(minutes: Int) -> HTML {
        """
        <dialog id="idle" class="idle" aria-labelledby="idle-title" aria-describedby="idle-words" data-minutes="\(minutes)" \
        data-warning="\(min(300, minutes * 30))" data-extend="/session/extend" data-drafts="/drafts" \
        data-minute="\(Text(en: "minute|minutes|minutes", cy: "munud|funud|munud"))" \
        data-second="\(Text(en: "second|seconds|seconds", cy: "eiliad|eiliad|eiliad"))">\
        <div class="idle-soon"><h2 id="idle-title">\
        \(Text(en: "Your session will end soon", cy: "Bydd eich sesiwn yn dod i ben cyn hir"))</h2>\
        <p id="idle-words">\(Text(
            en: "Nothing has happened here for a while. For safety you will be signed out in",
            cy: "Ni fu dim gweithgarwch yma ers tro. Er diogelwch cewch eich allgofnodi ymhen")) \
        <strong id="idle-clock"></strong>.</p>\
        <p id="idle-voice" class="hidden" aria-live="assertive"></p>\
        <div class="actions"><button type="button" class="button" id="idle-stay" autofocus>\
        \(Text(en: "Stay signed in", cy: "Aros wedi mewngofnodi"))</button>\
        <button class="link" form="sign-out">\(Text(en: "Sign out now", cy: "Allgofnodi nawr"))</button></div></div>\
        <div class="idle-over" hidden><h2 id="idle-over-title">\(Text(en: "Your session has ended", cy: "Daeth eich sesiwn i ben"))</h2>\
        <p>\(Text(
            en: "Sign in again to go on. What you typed on this page is kept.",
            cy: "Mewngofnodwch eto i barhau. Cedwir yr hyn a deipiwyd gennych ar y dudalen hon."))</p>\
        <button type="button" class="button" id="idle-again">\(Text(en: "Sign in again", cy: "Mewngofnodi eto"))</button></div></dialog>
        <p id="announcer" class="hidden" aria-live="polite"></p>
        """
    }
}
