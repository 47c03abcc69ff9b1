"use strict";
// Follows the server's state. Author text reaches the page only through textContent.
const $ = (id) => document.getElementById(id);
const make = (tag, cls, text) => Object.assign(document.createElement(tag), { className: cls, textContent: text ?? "" });
const choose = (what) => fetch("/choose", { method: "POST", body: JSON.stringify(what) });
let language = null;

function press(group, button) {
  for (const other of group.children) other.setAttribute("aria-pressed", String(other === button));
}

function showLanguages(codes) {
  const group = $("languages");
  if ([...group.children].map((b) => b.textContent).join() === codes.join()) return;
  if (!codes.includes(language)) language = codes[0];
  group.replaceChildren(...codes.map((code) => {
    const button = make("button", "", code);
    button.type = "button";
    button.setAttribute("aria-pressed", String(code === language));
    button.onclick = () => { language = code; press(group, button); choose({ language: code }); };
    return button;
  }));
}

function showPeople(people) {
  const select = $("people");
  const known = JSON.stringify(people);
  if (select.dataset.known === known) return;
  const chosen = select.value;
  select.dataset.known = known;
  const groups = new Map();
  for (const person of people) {
    if (!groups.has(person.role)) groups.set(person.role, Object.assign(document.createElement("optgroup"), { label: person.role }));
    groups.get(person.role).append(new Option(person.name || person.id, person.id, false, person.id === chosen));
  }
  select.replaceChildren(...groups.values());
  $("work-as").hidden = people.length < 2;
}

function marked(source, finding) {
  const line = make("pre", "");
  const points = [...source];
  const start = finding.col - 1;
  const end = finding.end_line === finding.line ? Math.max(finding.end_col - 1, start + 1) : points.length;
  line.append(points.slice(0, start).join("").trimStart(), make("mark", "", points.slice(start, end).join("")), points.slice(end).join(""));
  return line;
}

function card(finding) {
  const item = make("li", `finding ${finding.severity}`);
  const place = make("div", "place");
  place.append(make("b", "", finding.severity));
  if (finding.line) place.append(make("span", "", `${finding.file} line ${finding.line}`));
  place.append(make("span", "", finding.code));
  item.append(place, make("p", "", finding.message));
  if (finding.source) item.append(marked(finding.source, finding));
  if (finding.hint) item.append(make("p", "hint", finding.hint));
  return item;
}

function show(state) {
  $("app-name").textContent = state.app ? `${state.app.name} ${state.app.version}` : "";
  const errors = state.findings.filter((f) => f.severity === "error").length;
  $("status").textContent = state.broken ? `${errors} to mend in ${state.spec}` : `${state.spec} is fine`;
  $("status").className = state.broken ? "broken" : "";
  $("count").textContent = state.findings.length ? `(${state.findings.length})` : "";
  $("findings").replaceChildren(...state.findings.map(card));
  $("clean").hidden = state.findings.length > 0;
  $("kept").hidden = !(state.broken && state.running);
  showLanguages(state.languages);
  showPeople(state.people);
  $("on-phone").hidden = !state.phone;
  $("phone-url").textContent = state.phone;
  if (state.running && $("waiting")) {
    const frame = make("iframe", "");
    frame.title = "The app";
    frame.src = state.app_path;
    $("waiting").replaceWith(frame);
  }
}

for (const button of $("themes").children) {
  button.onclick = () => { press($("themes"), button); choose({ theme: button.dataset.theme }); };
}
$("people").onchange = (event) => choose({ person: event.target.value });
new EventSource("/events").onmessage = (event) => show(JSON.parse(event.data));
