//! The header and the rows that are in view.

use std::collections::BTreeSet;

use egui::{Align, Button, Layout, RichText, Sense, Ui};
use egui_extras::{Column as Width, TableRow};
use strum::IntoEnumIterator as _;

use super::Reach;
use super::bar::tag_rows;
use super::listing::{Column, Order, article_of, attention, tag_paths};
use crate::model::{Claim, ClaimId, Figure, Project, Stage, TagId, When};
use crate::ui::controls::swatch_dot;
use crate::ui::table_row::{Ground, Scaffold, Standing, column, plain, rest};
use crate::ui::theme::{self, SMALL, Tokens, UNIT};

/// What the rows are drawn from.
pub(super) struct View<'a> {
    pub project: &'a Project,
    /// The listed claims, in order.
    pub ids: &'a [ClaimId],
    /// The chosen rows.
    pub chosen: &'a BTreeSet<ClaimId>,
    /// The claim in the inspector.
    pub shown: Option<ClaimId>,
    /// Whether the table has the keyboard.
    pub has_focus: bool,
    /// The row to scroll to, and where in the view it comes to stand.
    pub reveal: Option<(usize, Option<Align>)>,
}

/// What the person did to the rows.
pub(super) enum Done {
    /// A row was clicked.
    Clicked(ClaimId, Reach),
    /// A row was double-clicked, or opened by its menu.
    Opened(ClaimId),
    /// A row's menu was asked for.
    MenuOpened(ClaimId),
    /// The chosen claims get a tag, or lose it.
    Tag(TagId),
    /// The chosen claims are to be deleted.
    Delete,
}

/// Draws header and rows.
pub(super) fn show(ui: &mut Ui, view: &View<'_>, order: &mut Order) -> Option<Done> {
    let mut done = None;
    let scaffold = Scaffold {
        name: "claims",
        columns: Column::iter().map(width).collect(),
        rows: view.ids.len(),
        reveal: view.reveal,
    };
    scaffold.show(
        ui,
        |row| {
            for column in Column::iter() {
                row.col(|ui| header(ui, column, order));
            }
        },
        |row, ground| {
            let id = view.ids.get(row.index());
            let Some(claim) = id.and_then(|id| view.project.claim(*id)) else {
                return;
            };
            let draw = Row {
                view,
                claim,
                ground,
            };
            if let Some(did) = draw.show(row) {
                done = Some(did);
            }
        },
    );
    done
}

fn width(of: Column) -> Width {
    match of {
        Column::Attention => Width::exact(28.0),
        Column::Figure => column(150.0),
        Column::Quote => rest(150.0),
        Column::Tags => column(112.0),
        Column::Date | Column::Subject => column(84.0),
        Column::Claimant => column(104.0),
        Column::Stage => column(78.0),
        Column::Publisher => column(100.0),
        Column::Grade => column(46.0),
    }
}

fn header(ui: &mut Ui, column: Column, order: &mut Order) {
    let current = order.by == column;
    let sign = match (current, order.descending) {
        (false, _) => "",
        (true, false) => " ▲",
        (true, true) => " ▼",
    };
    let tokens = Tokens::of(ui);
    let colour = if current { tokens.text } else { tokens.weak };
    let text = RichText::new(format!("{}{sign}", column.label()))
        .size(SMALL)
        .color(colour);
    let button = Button::new(text).frame(false).truncate();
    let draw = |ui: &mut Ui| ui.add(button);
    let response = if column == Column::Figure {
        ui.with_layout(Layout::right_to_left(Align::Center), draw)
            .inner
    } else {
        draw(ui)
    };
    let name = match (current, order.descending) {
        (false, _) => format!("Sort by {}", column.name()),
        (true, false) => format!("Sort by {}, now ascending", column.name()),
        (true, true) => format!("Sort by {}, now descending", column.name()),
    };
    let response = response.accessible_name(&name).on_hover_text(name);
    if response.clicked() {
        let descending = current && !order.descending;
        *order = Order {
            by: column,
            descending,
        };
    }
}

/// One row while it is drawn.
struct Row<'a> {
    view: &'a View<'a>,
    claim: &'a Claim,
    ground: Ground,
}

impl Row<'_> {
    fn show(&self, row: &mut TableRow<'_, '_>) -> Option<Done> {
        let mut done = None;
        for column in Column::iter() {
            row.col(|ui| {
                if column == Column::Attention {
                    done = self.whole(ui);
                }
                self.cell(ui, column);
            });
        }
        done
    }

    fn whole(&self, ui: &mut Ui) -> Option<Done> {
        let (view, claim) = (self.view, self.claim);
        let standing = Standing {
            chosen: view.chosen.contains(&claim.id),
            shown: view.shown == Some(claim.id),
            has_focus: view.has_focus,
        };
        let salt = ("claim row", claim.id);
        let response = self
            .ground
            .whole(ui, salt, standing, || name(view.project, claim));
        self.heard(&response)
    }

    fn heard(&self, response: &egui::Response) -> Option<Done> {
        let id = self.claim.id;
        let mut done = None;
        response.context_menu(|ui| done = self.menu(ui));
        if done.is_some() {
            return done;
        }
        if response.double_clicked() {
            Some(Done::Opened(id))
        } else if response.clicked() {
            let held = response.ctx.input(|input| input.modifiers);
            let reach = match (held.command, held.shift) {
                (_, true) => Reach::Extended,
                (true, false) => Reach::Toggled,
                (false, false) => Reach::Alone,
            };
            Some(Done::Clicked(id, reach))
        } else if response.secondary_clicked() {
            Some(Done::MenuOpened(id))
        } else {
            None
        }
    }

    fn menu(&self, ui: &mut Ui) -> Option<Done> {
        let mut done = None;
        let many = self.view.chosen.len();
        if ui.button("Show in article").clicked() {
            done = Some(Done::Opened(self.claim.id));
        }
        ui.menu_button("Tag", |ui| {
            if let Some(tag) = tag_rows(ui, self.view.project, self.view.chosen) {
                done = Some(Done::Tag(tag));
            }
        });
        ui.separator();
        let delete = if many > 1 {
            format!("Delete {many} claims")
        } else {
            "Delete claim".into()
        };
        if ui.button(delete).clicked() {
            done = Some(Done::Delete);
        }
        done
    }

    fn cell(&self, ui: &mut Ui, column: Column) {
        let (project, claim) = (self.view.project, self.claim);
        let tokens = Tokens::of(ui);
        match column {
            Column::Attention => {
                let faults = attention(project, claim);
                if !faults.is_empty() {
                    let sign = RichText::new("⚠").color(tokens.warning);
                    let sign = ui.add(plain(sign).sense(Sense::hover()));
                    let why = format!("Needs attention: {}", faults.join("; "));
                    ui.accesskit_node_builder(sign.id, |node| node.set_value(why.as_str()));
                    sign.on_hover_text(why);
                }
            }
            Column::Figure => {
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    let figure = claim.figure.as_ref().map(Figure::spoken);
                    ui.add(plain(theme::strong(figure.unwrap_or_default())));
                });
            }
            Column::Quote => {
                let quote: String = claim.passage.quote.chars().take(240).collect();
                ui.add(plain(RichText::new(quote.replace('\n', " "))));
            }
            Column::Tags => {
                ui.spacing_mut().item_spacing.x = UNIT;
                for tag in claim.tags.iter().filter_map(|tag| project.tag(*tag)) {
                    swatch_dot(ui, tag.colour);
                }
                let paths = tag_paths(project, claim);
                ui.add(plain(RichText::new(paths).size(SMALL)));
            }
            Column::Date => {
                text(ui, &claim.when.map(When::spoken).unwrap_or_default());
            }
            Column::Claimant => text(ui, &claim.claimant),
            Column::Subject => text(ui, &claim.subject),
            Column::Stage => text(ui, claim.stage.map_or("", Stage::label)),
            Column::Publisher => {
                text(
                    ui,
                    article_of(project, claim).map_or("", |article| &article.publisher),
                );
            }
            Column::Grade => text(ui, &claim.grade.code()),
        }
    }
}

fn text(ui: &mut Ui, text: &str) {
    if !text.is_empty() {
        ui.add(plain(RichText::new(text)));
    }
}

/// A row's name for screen readers.
fn name(project: &Project, claim: &Claim) -> String {
    let quote: String = claim.passage.quote.chars().take(80).collect();
    let parts = [
        claim
            .figure
            .as_ref()
            .map(Figure::spoken)
            .unwrap_or_default(),
        format!("“{quote}”"),
        tag_paths(project, claim),
        claim.when.map(When::spoken).unwrap_or_default(),
        claim.claimant.clone(),
    ];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(", ")
}
