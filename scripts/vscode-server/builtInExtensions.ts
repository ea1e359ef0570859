// The server comes with about a hundred extensions. These stay: themes, icons, the languages of our samples, and the
// JavaScript debugger. Everything else (Copilot, sign-in, git and so on) costs space and start-up time for nothing here.
export const builtInExtensions: readonly string[] = [
    "configuration-editing",
    "cpp",
    "debug-auto-launch",
    "diff",
    "javascript",
    "json",
    "json-language-features",
    "make",
    "markdown-basics",
    "markdown-language-features",
    "ms-vscode.js-debug",
    "ms-vscode.js-debug-companion",
    "python",
    "search-result",
    "shellscript",
    "theme-defaults",
    "theme-modern-icons",
    "theme-seti",
    "typescript-basics",
    "typescript-language-features",
];
