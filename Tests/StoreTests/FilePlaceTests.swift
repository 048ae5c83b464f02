import Store
import Testing

@Suite("Where a file is: its folder and its name")
struct FilePlaceTests {
    @Test(
        arguments: [
            ("c", ".", "c"), ("carfan.sqlite", ".", "carfan.sqlite"), ("./c", ".", "c"), ("/c", "/", "c"),
            ("/var/lib/c", "/var/lib", "c"),
            ("data/", "data", ""), ("", ".", ""), ("../Siân/é", "../Siân", "é"),
        ])
    func parts(path: String, folder: String, name: String) {
        #expect(FilePlace(path).folder == folder && FilePlace(path).name == name)
    }
}
