/** Proven: it follows from what was recorded and the kernel's rules. Likely: it also takes what nobody recorded. */
export type Certainty = "proven" | "likely";
