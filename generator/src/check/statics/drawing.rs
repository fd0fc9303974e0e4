//! Drawings (SVG): what they may hold. All else is refused, so that nothing has to be known of what might run.
//!
//! The drawing is read as XML, with its namespaces resolved and its references replaced, as a browser reads it: a name in
//! capitals, behind a prefix or in another encoding is the name that it is. A file that is not well-formed is refused too:
//! browsers run what stands before the mistake. So is everything by which one reader might take for text what another
//! takes for a tag: document types with declarations, unknown references, other encodings.

use super::style;
use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE};
use quick_xml::XmlVersion;
use quick_xml::errors::IllFormedError;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{NamespaceResolver, ResolveResult};
use quick_xml::reader::NsReader;
use std::borrow::Cow;

const SVG: &str = "http://www.w3.org/2000/svg";
const XLINK: &str = "http://www.w3.org/1999/xlink";
const XML: &str = "http://www.w3.org/XML/1998/namespace";
const XMLNS: &str = "http://www.w3.org/2000/xmlns/";

/// What drawing programs write for themselves: nothing that a browser knows.
const OF_PROGRAMS: [&str; 14] = [
    "http://www.inkscape.org/namespaces/inkscape",
    "http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "http://creativecommons.org/ns#",
    "http://web.resource.org/cc/",
    "http://purl.org/dc/elements/1.1/",
    "http://ns.adobe.com/",
    "adobe:ns:meta/",
    "http://www.bohemiancoding.com/sketch/ns",
    "http://www.serif.com/",
    "https://boxy-svg.com",
    "http://www.figma.com/",
    "http://www.vectornator.io",
    "http://vectornator.io",
];

/// Elements that draw, or say what is drawn.
const ELEMENTS: [&str; 65] = [
    "svg",
    "g",
    "defs",
    "symbol",
    "use",
    "title",
    "desc",
    "metadata",
    "path",
    "rect",
    "circle",
    "ellipse",
    "line",
    "polyline",
    "polygon",
    "text",
    "tspan",
    "textPath",
    "linearGradient",
    "radialGradient",
    "stop",
    "pattern",
    "clipPath",
    "mask",
    "marker",
    "filter",
    "image",
    "a",
    "style",
    "switch",
    "view",
    "animate",
    "animateTransform",
    "animateMotion",
    "set",
    "mpath",
    "feBlend",
    "feColorMatrix",
    "feComponentTransfer",
    "feComposite",
    "feConvolveMatrix",
    "feDiffuseLighting",
    "feDisplacementMap",
    "feDistantLight",
    "feDropShadow",
    "feFlood",
    "feFuncA",
    "feFuncB",
    "feFuncG",
    "feFuncR",
    "feGaussianBlur",
    "feMerge",
    "feMergeNode",
    "feMorphology",
    "feOffset",
    "fePointLight",
    "feSpecularLighting",
    "feSpotLight",
    "feTile",
    "feTurbulence",
    "tref",
    "altGlyph",
    "glyph",
    "solidcolor",
    "hatch",
];

/// Attributes without a prefix; besides these, `data-…` and `aria-…`.
const ATTRIBUTES: &str = " accent-height accumulate additive alignment-baseline amplitude ascent attributeName \
    attributeType azimuth baseFrequency baseline-shift baseProfile begin bias by calcMode cap-height class clip clip-path \
    clip-rule clipPathUnits color color-interpolation color-interpolation-filters color-profile color-rendering \
    contentStyleType crossorigin cursor cx cy d decoding descent diffuseConstant direction display divisor \
    dominant-baseline dur dx dy edgeMode elevation enable-background end exponent externalResourcesRequired fill \
    fill-opacity fill-rule filter filterRes filterUnits flood-color flood-opacity font-family font-feature-settings \
    font-kerning font-size font-size-adjust font-stretch font-style font-variant font-variant-ligatures \
    font-variation-settings font-weight fr from fx fy glyph-name glyph-orientation-horizontal \
    glyph-orientation-vertical gradientTransform gradientUnits height href hreflang id image-rendering in in2 intercept \
    isolation k1 k2 k3 k4 kernelMatrix kernelUnitLength kerning keyPoints keySplines keyTimes lang lengthAdjust \
    letter-spacing lighting-color limitingConeAngle line-height marker marker-end marker-mid marker-start markerHeight \
    markerUnits markerWidth mask mask-type maskContentUnits maskUnits max media method min mix-blend-mode mode \
    numOctaves offset opacity operator order orient origin overflow paint-order path pathLength patternContentUnits \
    patternTransform patternUnits pointer-events points pointsAtX pointsAtY pointsAtZ preserveAlpha \
    preserveAspectRatio primitiveUnits r radius refX refY rel repeatCount repeatDur requiredExtensions \
    requiredFeatures restart result role rotate rx ry scale seed shape-padding shape-rendering side slope solid-color \
    solid-opacity space spacing specularConstant specularExponent spreadMethod startOffset stdDeviation stitchTiles \
    stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit \
    stroke-opacity stroke-width style surfaceScale systemLanguage tabindex tableValues target targetX targetY \
    text-align text-anchor text-decoration text-decoration-color text-decoration-line text-decoration-style text-indent \
    text-overflow text-rendering text-transform textLength title to transform transform-box transform-origin type \
    unicode-bidi values vector-effect version vertical-align viewBox viewTarget visibility white-space width will-change \
    word-spacing writing-mode x x1 x2 xChannelSelector xml:space y y1 y2 yChannelSelector z zoomAndPan ";

/// Pictures of points that a drawing may carry inside.
const PICTURES: [&str; 5] = [
    "data:image/png;base64,",
    "data:image/jpeg;base64,",
    "data:image/jpg;base64,",
    "data:image/gif;base64,",
    "data:image/webp;base64,",
];

/// More attributes than an element of a drawing has, more levels than programs write, and more namespaces than are open
/// anywhere at once: each is looked up among all the others.
const MOST_ATTRIBUTES: usize = 256;
const MOST_LEVELS: usize = 256;
const MOST_NAMESPACES: usize = 256;

/// What of a drawing can act, fetches something, or cannot be read; nothing where it only draws.
pub(super) fn mistake(bytes: &[u8]) -> Option<Flaw> {
    let is_text = |bytes: &[u8]| bytes.windows(4).any(|four| four.eq_ignore_ascii_case(b"<svg"));
    let is_wide = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    // Empty, words, or a picture of points under this name.
    if !is_wide && !is_text(bytes) && !bytes.contains(&b'<') {
        return Some(Flaw::NoDrawing);
    }
    let text = match text_of(bytes) {
        Ok(text) => text,
        Err(what) => return Some(Flaw::Holds(what)),
    };
    read(&text).err()
}

/// What is wrong with a drawing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Flaw {
    /// It ends too early, or its marks are not whole.
    Broken,
    /// It has no drawing in it.
    NoDrawing,
    /// A sign `&` that stands for itself.
    Ampersand,
    /// The same attribute twice in one element.
    Twice(String),
    /// It does not say that it is a drawing, and no browser shows it.
    NoNamespace,
    /// It holds this, as it stands there.
    Holds(String),
}

impl From<String> for Flaw {
    fn from(what: String) -> Self {
        Self::Holds(what)
    }
}

/// UTF-8, or UTF-16 that says so by its mark.
fn text_of(bytes: &[u8]) -> Result<Cow<'_, str>, String> {
    let encoding = match bytes {
        [0xff, 0xfe, ..] => UTF_16LE,
        [0xfe, 0xff, ..] => UTF_16BE,
        _ => UTF_8,
    };
    let (text, _, is_wrong) = encoding.decode(bytes);
    let is_odd = |char: char| char.is_control() && !matches!(char, '\t' | '\n' | '\r');
    if is_wrong || text.contains(is_odd) {
        return Err("UTF-8".to_owned());
    }
    Ok(text)
}

fn read(text: &str) -> Result<(), Flaw> {
    let mut reader = NsReader::from_str(text);
    let config = reader.config_mut();
    config.check_comments = true;
    // How many namespaces each open element declares.
    let (mut open, mut roots, mut has_namespace) = (Vec::<usize>::new(), 0, false);
    // The style sheet that is open.
    let mut css: Option<String> = None;
    loop {
        let event = reader.read_event().map_err(|error| match error {
            quick_xml::Error::Namespace(_) => Flaw::Holds("xmlns …".to_owned()),
            quick_xml::Error::IllFormed(IllFormedError::UnclosedReference) => Flaw::Ampersand,
            _ => Flaw::Broken,
        })?;
        match event {
            Event::Start(ref start) | Event::Empty(ref start) => {
                if let Some(name) = twice(start) {
                    return Err(Flaw::Twice(name));
                }
                let declares = declarations(start)?;
                if open.len() == MOST_LEVELS || open.iter().sum::<usize>() + declares > MOST_NAMESPACES {
                    return Err(format!("<{}> …", shown(start.name().as_ref())).into());
                }
                let is_style = element(reader.resolver(), start, open.is_empty())?;
                if css.is_some() {
                    return Err(shown(start.name().as_ref()).into());
                }
                if open.is_empty() {
                    roots += 1;
                    let (namespace, _) = reader.resolver().resolve_element(start.name());
                    has_namespace = matches!(namespace, ResolveResult::Bound(_));
                }
                if matches!(event, Event::Start(_)) {
                    open.push(declares);
                    css = is_style.then(String::new);
                }
            }
            Event::End(_) => {
                open.pop().ok_or(Flaw::Broken)?;
                if let Some(what) = css.take().and_then(|css| style::mistake(&css)) {
                    return Err(format!("<style> {what}").into());
                }
            }
            Event::Text(text) => append(&mut css, &text.xml10_content()),
            Event::CData(text) => append(&mut css, &text.xml10_content()),
            Event::GeneralRef(reference) => {
                let name = reference.xml10_content();
                let char = reference.resolve_char_ref().map_err(|_| Flaw::Broken)?;
                match (char, resolve_predefined_entity(&name)) {
                    (Some(char), _) => append(&mut css, char.encode_utf8(&mut [0; 4])),
                    (None, Some(text)) => append(&mut css, text),
                    (None, None) => return Err(format!("&{};", shown(&name)).into()),
                }
            }
            Event::PI(instruction) if instruction.target() != "xpacket" => {
                return Err(format!("<?{}", shown(instruction.target())).into());
            }
            Event::Decl(declaration) => declared(declaration.encoding())?,
            // One that declares something changes what all the rest means.
            Event::DocType(kind) if kind.contains(['[', ']', '<', '>', '\'', '%', '&']) => {
                return Err("<!DOCTYPE".to_owned().into());
            }
            Event::Eof if !open.is_empty() => return Err(Flaw::Broken),
            Event::Eof if roots != 1 => return Err("<svg".to_owned().into()),
            Event::Eof if !has_namespace => return Err(Flaw::NoNamespace),
            Event::Eof => return Ok(()),
            Event::Comment(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
}

fn append(css: &mut Option<String>, text: &str) {
    if let Some(css) = css {
        css.push_str(text);
    }
}

/// A declared encoding must be the one that the file has.
fn declared<E>(encoding: Option<Result<Cow<'_, str>, E>>) -> Result<(), String> {
    match encoding {
        None => Ok(()),
        Some(Ok(name)) if ["utf-8", "utf8", "utf-16", "us-ascii"].contains(&name.to_lowercase().as_str()) => Ok(()),
        Some(Ok(name)) => Err(format!("encoding={}", shown(&name))),
        Some(Err(_)) => Err("encoding".to_owned()),
    }
}

/// The attribute that stands twice in an element.
fn twice(start: &BytesStart<'_>) -> Option<String> {
    let mut seen: Vec<String> = Vec::new();
    for attribute in start.attributes().with_checks(false).flatten().take(MOST_ATTRIBUTES) {
        let name = attribute.key.as_ref().to_owned();
        if seen.contains(&name) {
            return Some(shown(&name));
        }
        seen.push(name);
    }
    None
}

/// How many namespaces an element declares, where it has no more attributes than can be.
fn declarations(start: &BytesStart<'_>) -> Result<usize, String> {
    let (mut attributes, mut declares) = (0, 0);
    for attribute in start.attributes().with_checks(false) {
        let attribute = attribute.map_err(|error| error.to_string())?;
        attributes += 1;
        declares += usize::from(attribute.key.as_namespace_binding().is_some());
        if attributes > MOST_ATTRIBUTES {
            return Err(format!("<{}> …", shown(start.name().as_ref())));
        }
    }
    Ok(declares)
}

/// Whether an element is a style sheet; what is wrong with it where it may not stand there.
fn element(resolver: &NamespaceResolver, start: &BytesStart<'_>, is_root: bool) -> Result<bool, String> {
    let refused = || format!("<{}>", shown(start.name().as_ref()));
    let (namespace, local) = resolver.resolve_element(start.name());
    let (name, local) = (namespace_of(&namespace)?, local.as_ref().to_owned());
    let is_svg = matches!(name, "" | SVG);
    if is_root && (!is_svg || local != "svg") {
        return Err(refused());
    }
    if is_svg && !ELEMENTS.contains(&local.as_str()) || !is_svg && !is_of_programs(name) {
        return Err(refused());
    }
    let mut animated = None;
    let mut values = Vec::new();
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|error| error.to_string())?;
        let key = shown(attribute.key.as_ref());
        let value =
            attribute.normalized_value(XmlVersion::Explicit1_0).map_err(|error| error.to_string())?.into_owned();
        let (namespace, inner) = resolver.resolve_attribute(attribute.key);
        let namespace = namespace_of(&namespace)?;
        attribute_is_sound(&key, namespace, inner.as_ref(), &local, is_svg, &value)?;
        match inner.as_ref() {
            // One of a program's, whatever its name is, does nothing: it must not stand for the one that does.
            _ if !namespace.is_empty() => {}
            "attributeName" => animated = Some(value),
            "to" | "from" | "by" | "values" => values.push(value),
            _ => {}
        }
    }
    // An animation sets an attribute later on: it is judged as if it stood there.
    if let Some(name) = animated {
        let plain = name.trim().rsplit(':').next().unwrap_or_default().to_owned();
        if matches!(plain.as_str(), "href" | "style" | "class") || !is_known(&plain) {
            return Err(format!("attributeName=\"{}\"", shown(&name)));
        }
        if let Some(what) = values.iter().find_map(|value| style::mistake(value)) {
            return Err(what);
        }
    }
    Ok(is_svg && local == "style")
}

fn attribute_is_sound(
    key: &str,
    namespace: &str,
    name: &str,
    element: &str,
    is_svg: bool,
    value: &str,
) -> Result<(), String> {
    let refused = || format!("{key}=\"{}\"", shown(value));
    // A declaration of a namespace is no attribute of anything.
    if key == "xmlns" || key.starts_with("xmlns:") {
        return Ok(());
    }
    // Whatever the case, and in whatever namespace: this is how handlers begin.
    if name.to_lowercase().starts_with("on") {
        return Err(format!("{key}="));
    }
    if name == "href" && matches!(namespace, "" | XLINK) {
        return if may_lead(element, value) { Ok(()) } else { Err(refused()) };
    }
    match namespace {
        XML if matches!(name, "space" | "lang" | "id") => Ok(()),
        XLINK if matches!(name, "type" | "title" | "show" | "role" | "arcrole" | "actuate") => Ok(()),
        XMLNS => Ok(()),
        // Elements of programs do nothing, nor do their attributes.
        "" if !is_svg => Ok(()),
        "" if is_known(name) => match style::mistake(value).filter(|_| !is_words(name)) {
            None => Ok(()),
            Some(what) => Err(format!("{key}=\"{what}\"")),
        },
        namespace if is_of_programs(namespace) => Ok(()),
        _ => Err(format!("{key}=")),
    }
}

/// Where a link of a drawing may lead: a part of the drawing; from a link to another page, over the web; a picture stands
/// inside.
fn may_lead(element: &str, value: &str) -> bool {
    let value = value.trim();
    let is_plain = |text: &str| text.chars().all(|char| char.is_ascii_alphanumeric() || "+/= ".contains(char));
    match element {
        "image" => PICTURES.iter().any(|kind| value.strip_prefix(kind).is_some_and(is_plain)),
        "a" if value.starts_with("https://") || value.starts_with("http://") => true,
        _ => value.starts_with('#') || value.is_empty(),
    }
}

fn is_known(name: &str) -> bool {
    !name.contains(' ')
        && (ATTRIBUTES.contains(&format!(" {name} ")) || name.starts_with("data-") || name.starts_with("aria-"))
}

/// Whether an attribute holds words for people or programs, and no style.
fn is_words(name: &str) -> bool {
    matches!(
        name,
        "id" | "class" | "title" | "role" | "lang" | "glyph-name" | "requiredFeatures" | "requiredExtensions"
    ) || name.starts_with("data-")
        || name.starts_with("aria-")
}

fn is_of_programs(namespace: &str) -> bool {
    OF_PROGRAMS.iter().any(|known| namespace == *known || known.ends_with('/') && namespace.starts_with(known))
}

/// Nothing where there is none.
fn namespace_of<'n>(resolved: &'n ResolveResult<'n>) -> Result<&'n str, String> {
    match resolved {
        ResolveResult::Bound(namespace) => Ok(namespace.as_ref()),
        ResolveResult::Unbound => Ok(""),
        ResolveResult::Unknown(prefix) => Err(format!("{}:", shown(prefix))),
    }
}

/// As much of a name or value as a message needs.
fn shown(text: &str) -> String {
    text.chars().take(60).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const OPEN: &str =
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" viewBox=\"0 0 9 9\">";

    fn inside(what: &str) -> Option<Flaw> {
        mistake(format!("{OPEN}{what}</svg>").as_bytes())
    }

    #[test]
    fn what_only_draws_is_taken() {
        for drawing in [
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?>\n<!-- Created with Inkscape -->\n\
             <!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\">\n\
             <svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:inkscape=\"http://www.inkscape.org/namespaces/inkscape\" \
             xmlns:sodipodi=\"http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd\" inkscape:version=\"1.3\">\
             <sodipodi:namedview id=\"a\" pagecolor=\"#fff\"/><g inkscape:label=\"L\" id=\"g1\" xml:space=\"preserve\"/></svg>",
            "<s:svg xmlns:s=\"http://www.w3.org/2000/svg\"><s:path d=\"M0 0\"/></s:svg>",
        ] {
            assert_eq!(mistake(drawing.as_bytes()), None, "{drawing}");
        }
        for part in [
            "<style type=\"text/css\"><![CDATA[.a{fill:url(#b)}]]></style><path class=\"a\" style=\"fill:#fff\" d=\"M1,1\"/>",
            "<defs><linearGradient id=\"b\"><stop offset=\"0\"/></linearGradient></defs><use xlink:href=\"#b\"/>",
            "<image href=\"data:image/png;base64,iVBORw0KGgo=\" width=\"1\"/>",
            "<a href=\"https://a.example/\"><text>chữ &amp; &#233;</text></a>",
            "<animate attributeName=\"opacity\" from=\"0\" to=\"1\" dur=\"1s\"/>",
            "<circle r=\"1\" fill=\"url(#b)\" data-name=\"url(x)\" aria-label=\"a\"/>",
        ] {
            assert_eq!(inside(part), None, "{part}");
        }
        let utf16: Vec<u8> = format!("\u{feff}{OPEN}</svg>").encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(mistake(&utf16), None);
    }

    #[test]
    fn what_might_do_more_is_refused() {
        for part in [
            "<script>alert(1)</script>",
            "<script/>",
            "<s:script xmlns:s=\"http://www.w3.org/2000/svg\"/>",
            "<x:script xmlns:x=\"http://www.w3.org/1999/xhtml\"/>",
            "<iframe xmlns=\"http://www.w3.org/1999/xhtml\" src=\"/\"/>",
            "<foreignObject/>",
            "<g onload=\"alert(1)\"/>",
            "<g ONLOAD=\"alert(1)\"/>",
            "<g xmlns:e=\"http://www.w3.org/2001/xml-events\" e:event=\"load\"/>",
            "<a href=\"javascript:alert(1)\"/>",
            "<a xlink:href=\"java&#115;cript:alert(1)\"/>",
            "<a xlink:href=\" &#9;javascript&#58;alert(1)\"/>",
            "<a xmlns:y=\"http://www.w3.org/1999/xlink\" y:href=\"data:text/html,x\"/>",
            "<use href=\"data:image/svg+xml,x#a\"/>",
            "<use href=\"khac.svg#a\"/>",
            "<image href=\"data:image/svg+xml;base64,PHN2Zz4=\"/>",
            "<image href=\"https://a.example/a.png\"/>",
            "<feImage href=\"a.png\"/>",
            "<set attributeName=\"href\" to=\"javascript:alert(1)\"/>",
            "<animate attributeName=\"xlink:href\" values=\"javascript:alert(1)\"/>",
            "<set attributeName=\"onclick\" to=\"alert(1)\"/>",
            "<set attributeName=\"fill\" to=\"url(https://a.example/#a)\"/>",
            "<path fill=\"url(https://a.example/#a)\"/>",
            "<path style=\"background:url(//a.example)\"/>",
            "<style>@import '//a.example';</style>",
            "<style>@imp<![CDATA[ort 'a']]></style>",
            "<style>&#64;import 'a';</style>",
            "<g xml:base=\"https://a.example/\"/>",
            "<handler/>",
            "&unknown;",
            "<g a=\"1\" a=\"2\"/>",
            "<g id=1/>",
            "<p:g/>",
            "<![CDATA[",
            "</svg><svg xmlns=\"http://www.w3.org/2000/svg\">",
            "<!-- a -- b -->",
            "\u{1}",
        ] {
            assert!(inside(part).is_some(), "{part}");
        }
        for (drawing, flaw) in [
            ("", Flaw::NoDrawing),
            ("chữ", Flaw::NoDrawing),
            ("\u{89}PNG\r\n", Flaw::NoDrawing),
            ("<svg/>", Flaw::NoNamespace),
            ("<svg xmlns='http://www.w3.org/2000/svg' x='1' x='2'/>", Flaw::Twice("x".to_owned())),
            ("<svg xmlns='http://www.w3.org/2000/svg'><text>A & B</text></svg>", Flaw::Ampersand),
        ] {
            assert_eq!(mistake(drawing.as_bytes()), Some(flaw), "{drawing}");
        }
        for drawing in [
            "<html/>",
            "<?xml-stylesheet href=\"a.xsl\" type=\"text/xsl\"?><svg/>",
            "<!DOCTYPE svg [<!ENTITY a \"<script/>\">]><svg xmlns=\"http://www.w3.org/2000/svg\">&a;</svg>",
            "<!DOCTYPE svg SYSTEM '>'><svg/>",
            "<?xml version=\"1.0\" encoding=\"UTF-7\"?><svg/>",
            "<?xml version=\"1.0\" encoding=\"ISO-2022-JP\"?><svg/>",
            "<svg",
            "<svg><g></svg>",
        ] {
            assert!(mistake(drawing.as_bytes()).is_some(), "{drawing}");
        }
        let utf16: Vec<u8> =
            format!("\u{feff}{OPEN}<script/></svg>").encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(mistake(&utf16).is_some());
    }
}
