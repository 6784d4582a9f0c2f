// What is typed while the answer to a draft is on its way stands in the fields it brings.
// The answer knows the form as it was sent; whatever differs from that is newer than it.

const FIELDS = "form-fields";
const sent = new WeakMap(); // the form: its values when they were last sent

const valuesOf = (form) => {
  const found = new Map();
  for (const [name, value] of new FormData(form)) {
    if (typeof value !== "string") continue; // a file cannot be put back, nor is it in a draft
    found.set(name, [...(found.get(name) ?? []), value]);
  }
  return found;
};

const isSame = (one = [], other = []) => one.length === other.length && one.every((each, at) => each === other[at]);

const put = (control, values) => {
  if (control.type === "radio" || control.type === "checkbox") control.checked = values.includes(control.value);
  else if (control.multiple) for (const option of control.options) option.selected = values.includes(option.value);
  else if (control.type !== "file" && control.type !== "hidden") control.value = values[0] ?? "";
};

export const startTypedMeanwhile = () => {
  let typed = new Map(); // name: values that the answer does not know
  document.addEventListener("htmx:beforeRequest", (event) => {
    const form = event.detail.elt.closest("form");
    if (form?.querySelector(`#${FIELDS}`)) sent.set(form, valuesOf(form));
  });
  document.addEventListener("htmx:oobBeforeSwap", (event) => {
    const form = event.detail.target.closest("form");
    typed = new Map();
    if (event.detail.target.id !== FIELDS || !sent.has(form)) return;
    const before = sent.get(form);
    const now = valuesOf(form);
    for (const control of form.querySelector(`#${FIELDS}`).querySelectorAll("[name]")) {
      const values = now.get(control.name) ?? [];
      if (!isSame(values, before.get(control.name))) typed.set(control.name, values);
    }
  });
  document.addEventListener("htmx:oobAfterSwap", () => {
    const fields = document.getElementById(FIELDS);
    if (!fields || typed.size === 0) return;
    const controls = [...fields.querySelectorAll("[name]")].filter((each) => typed.has(each.name));
    for (const control of controls) put(control, typed.get(control.name));
    typed = new Map();
    // kept too, and whatever follows from it is shown
    controls[0]?.dispatchEvent(new Event("change", { bubbles: true }));
  });
};
