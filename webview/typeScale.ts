/** A user with larger type gets a larger diagram. */

/** VS Code's own size. */
const usualFontSize = 13;

/** Asking for a style makes the browser compute those of all that has changed, and this is asked with every picture: it is kept until the style changes. */
let known: number | null = null;
let watched = false;

/** How much larger than usual the user's type is. */
export function typeScale(): number {
    if (!watched) {
        watched = true;
        new MutationObserver(() => (known = null)).observe(document.documentElement, { attributeFilter: ["style", "class"] });
    }
    known ??= measured();
    return known;
}

function measured(): number {
    const size = Number.parseFloat(getComputedStyle(document.documentElement).getPropertyValue("--vscode-font-size"));
    return Number.isFinite(size) && size > 0 ? size / usualFontSize : 1;
}
