/** The diagram's two views of one scene, and which of them is shown. */

/** Descriptor tables beside what they lead to; or who talks to whom. */
export type ViewName = "tables" | "channels";

/** `auto`: Channels from the seventh process on. */
export type ViewChoice = ViewName | "auto";

/** Of what a setting or a page's attribute says; anything else counts as `auto`. */
export function viewChoice(value: unknown): ViewChoice {
    return value === "tables" || value === "channels" ? value : "auto";
}
