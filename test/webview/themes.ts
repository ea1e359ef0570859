/** The theme variables that VS Code sets in a webview, for its four default themes; only those that the diagram uses. */
export interface Theme {
    readonly bodyClass: string;
    readonly variables: Readonly<Record<string, string>>;
}

const common = { "font-family": "'DejaVu Sans', sans-serif", "font-size": "13px", "editor-font-family": "'DejaVu Sans Mono', monospace" };

export const themes: Readonly<Record<string, Theme>> = {
    dark: {
        bodyClass: "vscode-dark",
        variables: {
            ...common, "foreground": "#cccccc", "descriptionForeground": "#9d9d9d", "editor-background": "#1f1f1f", "editor-foreground": "#cccccc", "sideBar-background": "#181818",
            "editorWidget-background": "#202020", "editorWidget-foreground": "#cccccc", "focusBorder": "#0078d4", "textLink-foreground": "#4daafc", "button-background": "#0078d4", "button-foreground": "#ffffff",
            "button-secondaryBackground": "#313131", "button-secondaryForeground": "#cccccc", "list-hoverBackground": "#2a2d2e", "toolbar-hoverBackground": "#5a5d5e50", "widget-shadow": "#0000005c", "inputOption-activeBackground": "#2489db82", "inputOption-activeForeground": "#ffffff", "inputOption-activeBorder": "#2488db", "icon-foreground": "#cccccc",
            "charts-red": "#f14c4c", "charts-blue": "#59a4f9", "charts-yellow": "#cca700", "charts-orange": "#ea5c0055", "charts-green": "#89d185", "charts-purple": "#b180d7", "terminal-ansiCyan": "#29b8db", "symbolIcon-classForeground": "#ee9d28",
        },
    },
    light: {
        bodyClass: "vscode-light",
        variables: {
            ...common, "foreground": "#3b3b3b", "descriptionForeground": "#3b3b3b", "editor-background": "#ffffff", "editor-foreground": "#3b3b3b", "sideBar-background": "#f8f8f8",
            "editorWidget-background": "#f8f8f8", "editorWidget-foreground": "#3b3b3b", "focusBorder": "#005fb8", "textLink-foreground": "#005fb8", "button-background": "#005fb8", "button-foreground": "#ffffff",
            "button-secondaryBackground": "#e5e5e5", "button-secondaryForeground": "#3b3b3b", "list-hoverBackground": "#f2f2f2", "toolbar-hoverBackground": "#b8b8b850", "widget-shadow": "#00000029", "inputOption-activeBackground": "#bed6ed", "inputOption-activeForeground": "#000000", "inputOption-activeBorder": "#005fb8", "icon-foreground": "#3b3b3b",
            "charts-red": "#e51400", "charts-blue": "#0063d3", "charts-yellow": "#bf8803", "charts-orange": "#ea5c0055", "charts-green": "#388a34", "charts-purple": "#652d90", "terminal-ansiCyan": "#0598bc", "symbolIcon-classForeground": "#d67e00",
        },
    },
    "hc-black": {
        bodyClass: "vscode-high-contrast",
        variables: {
            ...common, "foreground": "#ffffff", "descriptionForeground": "#ffffffb3", "editor-background": "#000000", "editor-foreground": "#ffffff", "sideBar-background": "#000000",
            "editorWidget-background": "#0c141f", "editorWidget-foreground": "#ffffff", "contrastBorder": "#6fc3df", "inputOption-activeBackground": "#00000000", "inputOption-activeForeground": "#ffffff", "inputOption-activeBorder": "#6fc3df", "contrastActiveBorder": "#f38518", "focusBorder": "#f38518", "textLink-foreground": "#21a6ff", "button-background": "#000000", "button-foreground": "#ffffff",
            "button-secondaryForeground": "#ffffff", "icon-foreground": "#ffffff",
            "charts-red": "#f48771", "charts-blue": "#59a4f9", "charts-yellow": "#ffd370", "charts-orange": "#ab5a00", "charts-green": "#89d185", "charts-purple": "#b180d7", "terminal-ansiCyan": "#00cdcd", "symbolIcon-classForeground": "#ee9d28",
        },
    },
    "hc-light": {
        bodyClass: "vscode-high-contrast vscode-high-contrast-light",
        variables: {
            ...common, "foreground": "#292929", "descriptionForeground": "#292929b3", "editor-background": "#ffffff", "editor-foreground": "#292929", "sideBar-background": "#ffffff",
            "editorWidget-background": "#ffffff", "editorWidget-foreground": "#292929", "contrastBorder": "#0f4a85", "inputOption-activeBackground": "#00000000", "inputOption-activeForeground": "#292929", "inputOption-activeBorder": "#0f4a85", "contrastActiveBorder": "#006bbd", "focusBorder": "#006bbd", "textLink-foreground": "#0f4a85", "button-background": "#0f4a85", "button-foreground": "#ffffff",
            "button-secondaryBackground": "#ffffff", "button-secondaryForeground": "#292929", "icon-foreground": "#292929",
            "charts-red": "#b5200d", "charts-blue": "#1a85ff", "charts-yellow": "#895503", "charts-orange": "#0f4a85", "charts-green": "#374e06", "charts-purple": "#652d90", "terminal-ansiCyan": "#0598bc", "symbolIcon-classForeground": "#d67e00",
        },
    },
};
