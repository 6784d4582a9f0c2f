// The browser keeps which groups of the navigation its reader opened and folded, so that the
// server draws every page so; without a script they fold too, for that page.
const COOKIE = "navigation";
const YEAR = 365 * 24 * 3600;

const kept = () => {
  const pair = document.cookie.split("; ").find((each) => each.startsWith(`${COOKIE}=`));
  return pair ? pair.slice(COOKIE.length + 1).split(".").filter(Boolean) : [];
};

const keep = (name, isOpen) => {
  const others = kept().filter((each) => each.replace(/^-/, "") !== name);
  const value = [...others, isOpen ? name : `-${name}`].join(".");
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `${COOKIE}=${value}; path=/; max-age=${YEAR}; samesite=lax${secure}`;
};

export function startNavigation() {
  // by key too: Enter and Space click. A group that a page opened by itself is nobody's choice
  document.addEventListener("click", (event) => {
    const group = event.target.closest("[data-navigation-group] > summary")?.parentElement;
    if (group) keep(group.dataset.navigationGroup, !group.open);
  });
  document.querySelector("#navigation [aria-current]")?.scrollIntoView({ block: "nearest" });
}
