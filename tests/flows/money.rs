//! A dossier of everything, and tables of money from files, through the menus.

use egui::Key;

use crate::common::{CTRL, Notebook};

#[test]
fn a_dossier_is_written_as_a_document_and_as_a_page() {
    let mut notebook = Notebook::sample();
    for (name, begins) in [("all.docx", "PK"), ("all.html", "<!DOCTYPE html>")] {
        let path = notebook.path(name);
        notebook.menu("File", "Export dossier");
        notebook.answer_path_box(&path.display().to_string(), "Export");
        notebook.assert_says("Wrote");
        let bytes = std::fs::read(&path).unwrap();
        assert!(bytes.starts_with(begins.as_bytes()), "{name}");
    }
}

#[test]
fn rates_are_read_from_a_file_as_one_step() {
    let mut notebook = Notebook::sample();
    let daily = "Date,USD,\n2024-03-04,1.10,\n2024-03-05,1.20,\n";
    let path = notebook.write("hist.csv", daily);
    notebook.menu("Project", "Import exchange rates");
    notebook.answer_path_box(&path.display().to_string(), "Import");
    notebook.assert_says("Read");
    let rates = notebook.project().info().rates().clone();
    assert_eq!(rates.per_euro["USD"][&2024].to_string(), "1.15");
    assert_eq!(rates.source, "imported from hist.csv");
    assert!(
        rates.per_euro.len() > 10,
        "what the file does not name stays"
    );
    notebook.keys(CTRL, Key::Z);
    assert!(notebook.project().info().rates.is_empty());
    // What is no table changes nothing and says where it fails.
    let path = notebook.write("wrong.csv", "USD,2024,cheap\n");
    notebook.menu("Project", "Import price levels");
    notebook.answer_path_box(&path.display().to_string(), "Import");
    notebook.assert_says("line 1 cannot be read");
    assert!(notebook.project().info().prices.is_empty());
}
