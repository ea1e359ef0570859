/** Opens a page of the manual: in the browser, since not every system has it. */
import * as vscode from "vscode";

/** `page`: "read(2)". */
export async function openManualPage(page: string): Promise<void> {
    const [, name, section] = /^([\w.+-]+)\((\d)\)$/.exec(page) ?? [];
    if (name === undefined || section === undefined) return;
    await vscode.env.openExternal(vscode.Uri.parse(`https://man7.org/linux/man-pages/man${section}/${name}.${section}.html`));
}
