//! Elements, built by calls.
//!
//! The `html!` macro writes several hundred bytes of code for each element. The page has hundreds of them and is loaded
//! over mobile networks, so that its parts are built by these few functions instead.

use std::rc::Rc;

use yew::html::{onchange, onclick, onfocus, oninput, onkeydown, onsubmit, ontoggle};
use yew::prelude::*;
use yew::virtual_dom::{Listener, VNode, VTag};

/// An element that is being built.
pub(crate) struct El(Box<VTag>);

/// What can stand in an element or an attribute.
pub(crate) trait Text {
    /// The form in which the page keeps it.
    fn into_attr(self) -> AttrValue;
}

impl Text for &'static str {
    fn into_attr(self) -> AttrValue {
        AttrValue::Static(self)
    }
}

impl Text for String {
    // Called hundreds of times: a copy of the conversion in each place would be felt.
    #[inline(never)]
    fn into_attr(self) -> AttrValue {
        AttrValue::from(self)
    }
}

impl Text for AttrValue {
    fn into_attr(self) -> AttrValue {
        self
    }
}

/// Texts as one text.
#[inline(never)]
pub(crate) fn cat(texts: &[&str]) -> String {
    texts.concat()
}

/// An element of that name.
#[inline(never)]
pub(crate) fn el(tag: &'static str) -> El {
    El(Box::new(VTag::new(tag)))
}

/// An element of that name and class.
#[inline(never)]
pub(crate) fn classed(tag: &'static str, class: &'static str) -> El {
    el(tag).attr("class", AttrValue::Static(class))
}

/// An element that holds only a text.
pub(crate) fn line(tag: &'static str, class: &'static str, text: impl Text) -> Html {
    classed(tag, class).words(text.into_attr()).into()
}

/// Several parts without an element around them.
#[inline(never)]
pub(crate) fn all(parts: Vec<Html>) -> Html {
    parts.into_iter().collect()
}

/// A plain text.
pub(crate) fn words(text: impl Text) -> Html {
    VNode::from(yew::virtual_dom::VText::new(text.into_attr()))
}

/// Nothing.
pub(crate) fn nothing() -> Html {
    Html::default()
}

/// Something, or nothing.
pub(crate) fn maybe(part: Option<Html>) -> Html {
    part.unwrap_or_default()
}

impl El {
    #[inline(never)]
    fn attr(mut self, name: &'static str, value: AttrValue) -> Self {
        self.0.add_attribute(name, value);
        self
    }

    #[inline(never)]
    fn words(mut self, text: AttrValue) -> Self {
        self.0.add_child(words(text));
        self
    }

    #[inline(never)]
    fn listen(mut self, listener: Rc<dyn Listener>) -> Self {
        self.0.add_listener(listener);
        self
    }

    /// With an attribute.
    pub(crate) fn set(self, name: &'static str, value: impl Text) -> Self {
        self.attr(name, value.into_attr())
    }

    /// With an attribute, if there is a value for it.
    pub(crate) fn set_if(self, name: &'static str, value: Option<String>) -> Self {
        match value {
            Some(value) => self.attr(name, value.into_attr()),
            None => self,
        }
    }

    /// With a key that tells it from its neighbours.
    #[inline(never)]
    pub(crate) fn key(mut self, key: &str) -> Self {
        self.0.key = Some(key.into());
        self
    }

    /// With a text at the end.
    pub(crate) fn text(self, text: impl Text) -> Self {
        self.words(text.into_attr())
    }

    /// With a part at the end.
    #[inline(never)]
    pub(crate) fn with(mut self, part: Html) -> Self {
        self.0.add_child(part);
        self
    }

    /// With parts at the end.
    #[inline(never)]
    pub(crate) fn with_all(mut self, parts: Vec<Html>) -> Self {
        self.0.add_children(parts);
        self
    }

    /// An input that holds exactly this text.
    #[inline(never)]
    pub(crate) fn value(mut self, text: &str) -> Self {
        self.0.set_value(Some(AttrValue::from(text.to_owned())));
        self
    }

    /// An input that is ticked, or not.
    #[inline(never)]
    pub(crate) fn checked(mut self, checked: bool) -> Self {
        self.0.set_checked(checked);
        self
    }

    /// An option that is chosen, or not. The attribute would only say so until the first choice of the visitor.
    #[inline(never)]
    pub(crate) fn selected(mut self, selected: bool) -> Self {
        self.0.add_property("selected", selected);
        self
    }

    /// That does something when it is pressed.
    #[inline(never)]
    pub(crate) fn on_click(self, callback: Callback<MouseEvent>) -> Self {
        self.listen(Rc::new(onclick::Wrapper::new(callback)))
    }

    /// That tells of choices.
    pub(crate) fn on_change(self, callback: Callback<Event>) -> Self {
        self.listen(Rc::new(onchange::Wrapper::new(callback)))
    }

    /// That tells of every key.
    pub(crate) fn on_input(self, callback: Callback<InputEvent>) -> Self {
        self.listen(Rc::new(oninput::Wrapper::new(callback)))
    }

    /// That tells when it is entered.
    pub(crate) fn on_focus(self, callback: Callback<FocusEvent>) -> Self {
        self.listen(Rc::new(onfocus::Wrapper::new(callback)))
    }

    /// That tells of keys pressed inside of it.
    pub(crate) fn on_key(self, callback: Callback<KeyboardEvent>) -> Self {
        self.listen(Rc::new(onkeydown::Wrapper::new(callback)))
    }

    /// That tells when it is opened or closed.
    pub(crate) fn on_toggle(self, callback: Callback<Event>) -> Self {
        self.listen(Rc::new(ontoggle::Wrapper::new(callback)))
    }

    /// That tells when it is sent.
    pub(crate) fn on_submit(self, callback: Callback<SubmitEvent>) -> Self {
        self.listen(Rc::new(onsubmit::Wrapper::new(callback)))
    }
}

impl From<El> for Html {
    #[inline(never)]
    fn from(element: El) -> Self {
        VNode::from(*element.0)
    }
}
