//! A plan in parts: what all documents share, and each document for itself, so that the page loads only what it shows.

use crate::compact::{Compact, Input, Output};
use crate::fact::Group;
use crate::pack::Verification;

use super::{Document, Measure, Plan};

impl Plan {
    /// One document in the form that [`Plan::add_document`] reads; `None` where there are not so many.
    pub fn document_bytes(&self, at: usize) -> Option<Vec<u8>> {
        let document = self.documents.get(at)?;
        let questions = self.catalogue.groups.iter().skip(usize::from(self.shared));
        let questions: Option<&Group> = { questions }.find(|group| group.id == document.id);
        let measures = self.measures.iter().filter(|measure| measure.document == at);
        let mut output = Output::new(self.shared);
        self.shared.write(&mut output);
        questions.cloned().write(&mut output);
        document.write(&mut output);
        measures.cloned().collect::<Vec<_>>().write(&mut output);
        Some(output.end())
    }

    /// The only document of a plan as one that the owner of a site has put beside the published ones: nothing of it is quoted.
    /// `None` where there is not exactly one.
    pub fn own_document(mut self) -> Option<Vec<u8>> {
        let [document] = self.documents.as_mut_slice() else {
            return None;
        };
        document.verification = Verification::Own;
        for measure in &mut self.measures {
            let mut quote = std::mem::take(&mut measure.source.quote);
            measure.source.summary.append(&mut quote);
        }
        self.document_bytes(0)
    }

    /// Adds a document that was compiled against the same catalogue; `None` where the bytes are no such document.
    pub fn add_document(&mut self, bytes: &[u8]) -> Option<()> {
        let own = u16::try_from(self.catalogue.groups.len()).ok()?;
        let mut input = Input::new(bytes, self.shared, own);
        let shared = u16::read(&mut input);
        let questions = Option::<Group>::read(&mut input);
        let document = Document::read(&mut input);
        let mut measures = Vec::<Measure>::read(&mut input);
        input.end(())?;
        if shared != self.shared {
            return None;
        }
        for measure in &mut measures {
            measure.document = self.documents.len();
        }
        self.catalogue.groups.extend(questions);
        self.documents.push(document);
        self.measures.append(&mut measures);
        Some(())
    }

    /// Writes what all documents share.
    pub(crate) fn write_shared(&self, output: &mut Output) {
        let mut catalogue = self.catalogue.clone();
        catalogue.groups.truncate(usize::from(self.shared));
        catalogue.write(output);
        self.lpr.write(output);
        self.sources.write(output);
        self.applicant.write(output);
        self.links.write(output);
        self.shared.write(output);
    }

    /// A plan without documents.
    pub(crate) fn read_shared(input: &mut Input<'_>) -> Self {
        Self {
            catalogue: Compact::read(input),
            lpr: Compact::read(input),
            documents: Vec::new(),
            measures: Vec::new(),
            sources: Compact::read(input),
            applicant: Compact::read(input),
            links: Compact::read(input),
            shared: Compact::read(input),
        }
    }

    /// The same plan with English names, questions and translations taken out, for pages in Chinese.
    #[must_use]
    pub fn in_chinese(mut self) -> Self {
        let catalogue = &mut self.catalogue;
        for group in &mut catalogue.groups {
            group.en.clear();
            for fact in &mut group.facts {
                fact.en.clear();
                let helps = fact.choices.iter_mut().map(|choice| {
                    choice.en.clear();
                    &mut choice.help
                });
                for help in helps.chain([&mut fact.help]).flatten() {
                    help.en.clear();
                }
            }
        }
        for actor in &mut catalogue.actors {
            actor.en.clear();
        }
        for names in [
            &mut catalogue.recipients,
            &mut catalogue.payers,
            &mut catalogue.topics,
            &mut catalogue.regions,
        ] {
            for name in names {
                name.en.clear();
            }
        }
        for document in &mut self.documents {
            document.en.clear();
            for (_, reading) in &mut document.readings {
                reading.en.clear();
            }
            for condition in &mut document.conditions {
                condition.translation = None;
            }
        }
        for measure in &mut self.measures {
            measure.source.en.clear();
            measure.source.translation = None;
        }
        self
    }
}
