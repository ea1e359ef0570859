/** Whether keys that are pressed there mean something to the element itself. */
export function isField(target: EventTarget): boolean {
    return (
        target instanceof HTMLInputElement ||
        target instanceof HTMLSelectElement ||
        (target instanceof HTMLElement && target.role === "separator")
    );
}
