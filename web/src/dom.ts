// Elements without markup: text goes in as text, so nothing a learner wrote or printed can ever become HTML.

type Child = Node | string | number | null | undefined | false;
type Attributes = Record<string, string | number | boolean | null | undefined | ((event: Event) => void)>;

const SVG = "http://www.w3.org/2000/svg";

/** An HTML element. `on...` attributes are listeners; true is an empty attribute; false, null and undefined are left out. */
export function h<K extends keyof HTMLElementTagNameMap>(tag: K, attributes: Attributes = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  dress(element, attributes, children);
  return element;
}

/** An SVG element, in the same manner. */
export function svg<K extends keyof SVGElementTagNameMap>(tag: K, attributes: Attributes = {}, ...children: Child[]): SVGElementTagNameMap[K] {
  const element = document.createElementNS(SVG, tag) as SVGElementTagNameMap[K];
  dress(element, attributes, children);
  return element;
}

/** One of the icons of templates/components/symbols.html, beside a text or inside a labelled button. */
export function icon(name: string): SVGElement {
  return svg("svg", { class: "ic", viewBox: "0 0 20 20", "aria-hidden": "true" }, svg("use", { href: `#i-${name}` }));
}

/** Write a text only where it differs, so that live regions and selections are left alone. */
export function setText(node: Node, text: string): void {
  if (node.textContent !== text) node.textContent = text;
}

/** The JSON of a `<script type="application/json">` of this page, or null where there is none. */
export function embedded<T>(id: string, root: Document | Element = document): T | null {
  const script = root.querySelector<HTMLScriptElement>(`script[type="application/json"]${id ? `#${id}` : ""}`);
  return script?.textContent ? (JSON.parse(script.textContent) as T) : null;
}

function dress(element: Element, attributes: Attributes, children: Child[]): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children) {
    if (child === false || child === null || child === undefined) continue;
    element.append(typeof child === "number" ? String(child) : child);
  }
}
