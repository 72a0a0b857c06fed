// CodeMirror, in a chunk of its own: only pages with an editor load it, and only once they can be read.
import { defaultKeymap, history, historyKeymap, indentWithTab, isolateHistory } from "@codemirror/commands";
import { closeBrackets, closeBracketsKeymap } from "@codemirror/autocomplete";
import { pythonLanguage } from "@codemirror/lang-python";
import { bracketMatching, indentOnInput, indentUnit, LanguageSupport, syntaxHighlighting } from "@codemirror/language";
import { Compartment, EditorState, type Extension, StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, drawSelection, EditorView, highlightActiveLine, highlightActiveLineGutter, keymap, lineNumbers, WidgetType } from "@codemirror/view";
import { tagHighlighter, tags } from "@lezer/highlight";

export interface CodeEditor {
  text: string;
  readOnly: boolean;
  focus(): void;
  /** Mark the line that held the others up, with a word on why; 0 unmarks. */
  mark(line: number, note: string): void;
  /** Light a line and bring it into sight; 0 lights none. */
  light(line: number): void;
}

export interface Wishes {
  text: string;
  readOnly: boolean;
  nonce: string;
  label: string;
  /** Id of the element that says how the keyboard leaves the editor. */
  describedBy: string;
  changed(text: string): void;
  run(): void;
  submit(): void;
  /** The cursor came to another line without any change to the text. */
  picked(line: number): void;
}

// Classes of styles/components/code.css, the same as in the lessons' texts.
const COLOURS = tagHighlighter([
  { tag: [tags.keyword, tags.operatorKeyword, tags.modifier, tags.bool, tags.null, tags.self], class: "k" },
  { tag: [tags.string, tags.special(tags.string), tags.docString], class: "s" },
  { tag: tags.number, class: "n" },
  { tag: [tags.function(tags.variableName), tags.function(tags.definition(tags.variableName)), tags.definition(tags.className), tags.meta], class: "d" },
  { tag: tags.comment, class: "c" },
]);

const setHot = StateEffect.define<{ line: number; note: string }>();

class Note extends WidgetType {
  readonly text: string;

  constructor(text: string) {
    super();
    this.text = text;
  }

  override eq(other: Note): boolean {
    return other.text === this.text;
  }

  override toDOM(): HTMLElement {
    const note = document.createElement("span");
    note.className = "note";
    note.textContent = this.text;
    return note;
  }
}

const hot = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    for (const effect of transaction.effects) {
      if (!effect.is(setHot)) continue;
      const { line: number, note } = effect.value;
      if (number < 1 || number > transaction.state.doc.lines) return Decoration.none;
      const line = transaction.state.doc.line(number);
      const widget = Decoration.widget({ widget: new Note(note), side: 1 });
      return Decoration.set([Decoration.line({ class: "hot" }).range(line.from), ...(note ? [widget.range(line.to)] : [])]);
    }
    // A mark speaks of the program that ran: the first change to it takes the mark away.
    return transaction.docChanged ? Decoration.none : marks;
  },
  provide: (field) => EditorView.decorations.from(field),
});

const setLit = StateEffect.define<number>();

const lit = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    for (const effect of transaction.effects) {
      if (!effect.is(setLit)) continue;
      const number = effect.value;
      if (number < 1 || number > transaction.state.doc.lines) return Decoration.none;
      return Decoration.set([Decoration.line({ class: "lit" }).range(transaction.state.doc.line(number).from)]);
    }
    return transaction.docChanged ? Decoration.none : marks;
  },
  provide: (field) => EditorView.decorations.from(field),
});

export function makeEditor(parent: Element, wishes: Wishes): CodeEditor {
  const reading = new Compartment();
  const readOnly = (wish: boolean): Extension => [EditorState.readOnly.of(wish), EditorView.editable.of(true)];
  const keys = [
    { key: "Mod-Enter", run: () => (wishes.run(), true), preventDefault: true },
    { key: "Mod-Shift-Enter", run: () => (wishes.submit(), true), preventDefault: true },
  ];
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: wishes.text,
      extensions: [
        EditorView.cspNonce.of(wishes.nonce),
        lineNumbers({
          domEventHandlers: {
            mousedown(editor, block) {
              wishes.picked(editor.state.doc.lineAt(block.from).number);
              return false;
            },
          },
        }),
        highlightActiveLineGutter(),
        highlightActiveLine(),
        history(),
        drawSelection(),
        indentUnit.of("    "),
        EditorState.tabSize.of(4),
        indentOnInput(),
        bracketMatching(),
        closeBrackets(),
        new LanguageSupport(pythonLanguage),
        syntaxHighlighting(COLOURS),
        hot,
        lit,
        // Escape, then Tab, leaves: CodeMirror lets the Tab after an Escape through to the browser.
        keymap.of([...keys, ...closeBracketsKeymap, ...defaultKeymap.filter(({ key }) => key !== "Mod-Enter"), ...historyKeymap, indentWithTab]),
        EditorView.contentAttributes.of({ "aria-label": wishes.label, "aria-describedby": wishes.describedBy, tabindex: "0" }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) wishes.changed(update.state.doc.toString());
          else if (update.selectionSet && update.view.hasFocus) {
            const line = update.state.doc.lineAt(update.state.selection.main.head).number;
            if (line !== update.startState.doc.lineAt(update.startState.selection.main.head).number) wishes.picked(line);
          }
        }),
        reading.of(readOnly(wishes.readOnly)),
      ],
    }),
  });
  return {
    get text() {
      return view.state.doc.toString();
    },
    set text(text) {
      if (text === view.state.doc.toString()) return;
      // A step of its own in the history: undoing it must not take what was typed just before along.
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text }, annotations: isolateHistory.of("full") });
    },
    get readOnly() {
      return view.state.readOnly;
    },
    set readOnly(wish) {
      view.dispatch({ effects: reading.reconfigure(readOnly(wish)) });
    },
    focus: () => view.focus(),
    mark: (line, note) => view.dispatch({ effects: setHot.of({ line, note }) }),
    light(line) {
      const within = line >= 1 && line <= view.state.doc.lines;
      view.dispatch({ effects: [setLit.of(line), ...(within ? [EditorView.scrollIntoView(view.state.doc.line(line).from, { y: "nearest" })] : [])] });
    },
  };
}
