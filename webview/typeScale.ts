/** A user with larger type gets a larger diagram. */

/** VS Code's own size. */
const usualFontSize = 13;

/** How much larger than usual the user's type is. */
export function typeScale(): number {
    const size = Number.parseFloat(getComputedStyle(document.documentElement).getPropertyValue("--vscode-font-size"));
    return Number.isFinite(size) && size > 0 ? size / usualFontSize : 1;
}
