//! The parts of the package: the document, its looks, its pictures, and what leads where.

/// One file of the package.
pub(super) struct Part {
    pub name: String,
    pub bytes: Vec<u8>,
}

/// The parts in the making.
#[derive(Default)]
pub(super) struct Parts {
    /// What stands between the body's tags.
    pub body: String,
    pictures: Vec<Vec<u8>>,
    links: Vec<String>,
}

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006";
const WORDS: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// A4 with margins of two centimetres, in twentieths of a point.
const SECTION: &str = "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"footer\"/>\
<w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
<w:pgMar w:top=\"1134\" w:right=\"1134\" w:bottom=\"1134\" w:left=\"1134\" w:header=\"567\" \
w:footer=\"567\" w:gutter=\"0\"/></w:sectPr>";

/// The number of the page.
const FOOTER: &str = "<w:p><w:pPr><w:pStyle w:val=\"Fine\"/><w:jc w:val=\"right\"/></w:pPr>\
<w:fldSimple w:instr=\" PAGE \"><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>";

const TYPES: &str = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
<Default Extension=\"rels\" \
ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
<Default Extension=\"xml\" ContentType=\"application/xml\"/>\
<Default Extension=\"png\" ContentType=\"image/png\"/>\
<Override PartName=\"/word/document.xml\" \
ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>\
<Override PartName=\"/word/styles.xml\" \
ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/>\
<Override PartName=\"/word/footer.xml\" \
ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml\"/>\
<Override PartName=\"/docProps/core.xml\" \
ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/></Types>";

/// A style of paragraphs: its name, its size in half points, what else its letters and its
/// paragraphs have.
const STYLES: [(&str, &str, &str, &str); 9] = [
    (
        "Title",
        "44",
        "<w:b/>",
        "<w:spacing w:after=\"120\"/><w:outlineLvl w:val=\"0\"/>",
    ),
    (
        "Heading1",
        "30",
        "<w:b/>",
        "<w:keepNext/><w:spacing w:before=\"480\" w:after=\"120\"/><w:outlineLvl w:val=\"0\"/>",
    ),
    (
        "Heading2",
        "24",
        "<w:b/>",
        "<w:keepNext/><w:spacing w:before=\"240\" w:after=\"60\"/><w:outlineLvl w:val=\"1\"/>",
    ),
    (
        "Fine",
        "18",
        "<w:color w:val=\"59606A\"/>",
        "<w:spacing w:after=\"120\"/>",
    ),
    (
        "Picture",
        "22",
        "",
        "<w:keepNext/><w:spacing w:after=\"120\"/>",
    ),
    ("Item", "20", "", "<w:spacing w:after=\"80\"/>"),
    (
        "Cell",
        "18",
        "",
        "<w:spacing w:before=\"40\" w:after=\"40\"/>",
    ),
    (
        "CellHead",
        "18",
        "<w:b/>",
        "<w:keepNext/><w:spacing w:before=\"40\" w:after=\"40\"/>",
    ),
    (
        "Normal",
        "22",
        "",
        "<w:spacing w:after=\"120\" w:line=\"269\" w:lineRule=\"auto\"/>",
    ),
];

impl Parts {
    /// Adds a picture of that size, in English Metric Units, and answers the run that shows it.
    pub(super) fn picture(
        &mut self,
        png: Vec<u8>,
        (width, height): (f64, f64),
        name: &str,
        about: &str,
    ) -> String {
        self.pictures.push(png);
        let number = self.pictures.len();
        let (width, height) = (width.round() as i64, height.round() as i64);
        let (name, about) = (escape(name), escape(about));
        format!(
            "<w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\">\
             <wp:extent cx=\"{width}\" cy=\"{height}\"/>\
             <wp:docPr id=\"{number}\" name=\"{name}\" descr=\"{about}\"/>\
             <a:graphic><a:graphicData uri=\"{DRAWING}/picture\"><pic:pic><pic:nvPicPr>\
             <pic:cNvPr id=\"{number}\" name=\"chart{number}.png\"/><pic:cNvPicPr/></pic:nvPicPr>\
             <pic:blipFill><a:blip r:embed=\"picture{number}\"/><a:stretch><a:fillRect/></a:stretch>\
             </pic:blipFill><pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/>\
             <a:ext cx=\"{width}\" cy=\"{height}\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/>\
             </a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline>\
             </w:drawing></w:r>"
        )
    }

    /// Adds a place on the web and answers the name that a link to it has.
    pub(super) fn link(&mut self, url: &str) -> String {
        let known = self.links.iter().position(|link| link == url);
        let place = known.unwrap_or_else(|| {
            self.links.push(url.to_owned());
            self.links.len() - 1
        });
        format!("link{}", place + 1)
    }

    /// All parts, the types first, as readers want them.
    pub(super) fn finish(self, title: &str) -> Vec<Part> {
        let text = |name: &str, text: String| Part {
            name: name.to_owned(),
            bytes: format!("{DECLARATION}{text}").into_bytes(),
        };
        let spaces = format!(
            "xmlns:w=\"{WORDS}\" xmlns:r=\"{OFFICE}\" xmlns:a=\"{DRAWING}/main\" \
             xmlns:pic=\"{DRAWING}/picture\" xmlns:wp=\"{DRAWING}/wordprocessingDrawing\""
        );
        let relation = |id: &str, kind: &str, target: &str, mode: &str| {
            let target = escape(target);
            format!("<Relationship Id=\"{id}\" Type=\"{kind}\" Target=\"{target}\"{mode}/>")
        };
        let mut relations = relation("styles", &format!("{OFFICE}/styles"), "styles.xml", "");
        relations += &relation("footer", &format!("{OFFICE}/footer"), "footer.xml", "");
        for number in 1..=self.pictures.len() {
            let (id, target) = (
                format!("picture{number}"),
                format!("media/chart{number}.png"),
            );
            relations += &relation(&id, &format!("{OFFICE}/image"), &target, "");
        }
        for (number, link) in (1..).zip(&self.links) {
            let id = format!("link{number}");
            let mode = " TargetMode=\"External\"";
            relations += &relation(&id, &format!("{OFFICE}/hyperlink"), link, mode);
        }
        let mut package = relation(
            "document",
            &format!("{OFFICE}/officeDocument"),
            "word/document.xml",
            "",
        );
        package += &relation(
            "properties",
            "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
            "docProps/core.xml",
            "",
        );
        let relations_of =
            |inner: String| format!("<Relationships xmlns=\"{RELATIONS}\">{inner}</Relationships>");
        let body = self.body;
        let mut out = vec![
            text("[Content_Types].xml", TYPES.to_owned()),
            text("_rels/.rels", relations_of(package)),
            text("docProps/core.xml", properties(title)),
            text(
                "word/document.xml",
                format!("<w:document {spaces}><w:body>{body}{SECTION}</w:body></w:document>"),
            ),
            text("word/_rels/document.xml.rels", relations_of(relations)),
            text(
                "word/styles.xml",
                format!("<w:styles {spaces}>{}</w:styles>", styles()),
            ),
            text(
                "word/footer.xml",
                format!("<w:ftr {spaces}>{FOOTER}</w:ftr>"),
            ),
        ];
        out.extend(
            (1..)
                .zip(self.pictures)
                .map(|(number, bytes): (usize, _)| Part {
                    name: format!("word/media/chart{number}.png"),
                    bytes,
                }),
        );
        out
    }
}

fn properties(title: &str) -> String {
    let title = escape(title);
    format!(
        "<cp:coreProperties \
         xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{title}</dc:title>\
         </cp:coreProperties>"
    )
}

fn styles() -> String {
    let mut out = String::from(
        "<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Calibri\" w:hAnsi=\"Calibri\" \
         w:cs=\"Calibri\"/><w:sz w:val=\"22\"/></w:rPr></w:rPrDefault></w:docDefaults>\
         <w:style w:type=\"character\" w:styleId=\"Hyperlink\"><w:name w:val=\"Hyperlink\"/><w:rPr>\
         <w:color w:val=\"0B5CAD\"/></w:rPr></w:style>\
         <w:style w:type=\"table\" w:styleId=\"Data\"><w:name w:val=\"Data\"/><w:tblPr>\
         <w:tblBorders><w:top w:val=\"single\" w:sz=\"4\" w:color=\"C9CED6\"/>\
         <w:bottom w:val=\"single\" w:sz=\"4\" w:color=\"C9CED6\"/>\
         <w:insideH w:val=\"single\" w:sz=\"4\" w:color=\"E1E4E8\"/></w:tblBorders>\
         <w:tblCellMar><w:left w:w=\"80\" w:type=\"dxa\"/><w:right w:w=\"80\" w:type=\"dxa\"/>\
         </w:tblCellMar></w:tblPr></w:style>",
    );
    for (id, size, letters, paragraph) in STYLES {
        // Word knows its own styles by these names and lists the headings in its outline.
        let name = match id {
            "Heading1" => "heading 1",
            "Heading2" => "heading 2",
            other => other,
        };
        let normal = if id == "Normal" {
            " w:default=\"1\""
        } else {
            ""
        };
        out.push_str(&format!(
            "<w:style w:type=\"paragraph\"{normal} w:styleId=\"{id}\"><w:name w:val=\"{name}\"/>\
             <w:pPr>{paragraph}</w:pPr><w:rPr>{letters}<w:sz w:val=\"{size}\"/></w:rPr></w:style>"
        ));
    }
    out
}

/// Writes text so that it stays text; what XML 1.0 cannot hold is dropped.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\r' | '\t' => out.push(' '),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            other => out.push(other),
        }
    }
    out
}
