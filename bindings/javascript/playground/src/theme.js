// Light or dark: as the system, or as chosen.

const KEY = "offerlint-theme";

export function chooseTheme() {
  const select = document.getElementById("theme");
  const apply = () => {
    if (select.value === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = select.value;
  };
  try {
    select.value = localStorage.getItem(KEY) ?? "system";
  } catch {
    // Storage is not allowed; the choice lasts until the page is closed.
  }
  if (select.value === "") select.value = "system";
  select.addEventListener("change", () => {
    apply();
    try {
      localStorage.setItem(KEY, select.value);
    } catch {
      // As above.
    }
  });
  apply();
}
