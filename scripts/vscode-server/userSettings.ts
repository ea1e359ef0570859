/** Settings of a window that shows the user's work and nothing else: no welcome page, no chat, no questions, no network. */
export const quietSettings: Readonly<Record<string, unknown>> = {
    "workbench.startupEditor": "none",
    "workbench.secondarySideBar.defaultVisibility": "hidden",
    "workbench.tips.enabled": false,
    "workbench.enableExperiments": false,
    "chat.disableAIFeatures": true,
    "security.workspace.trust.enabled": false,
    "telemetry.telemetryLevel": "off",
    "update.mode": "none",
    "extensions.autoUpdate": "off",
    "extensions.autoCheckUpdates": false,
    "extensions.ignoreRecommendations": true,
    "git.enabled": false,
    // The window is on this machine already, and what listens here is the debugger's business.
    "remote.autoForwardPorts": false,
};
