/** Attributes on elements of the picture that a tool sets and takes away; they last when the picture is drawn anew. */
export class Marks {
    private isSet = false;

    constructor(private readonly attribute: string) {}

    /** Gives the attribute to what `value` says something of, and takes it from all others. `value` is null: from all. */
    set(elements: () => Iterable<Element>, value: ((element: Element) => string | null) | null): void {
        if (value === null && !this.isSet) return;
        this.isSet = value !== null;
        for (const element of elements()) {
            const own = value === null ? null : value(element);
            if (own === null) {
                if (element.hasAttribute(this.attribute)) element.removeAttribute(this.attribute);
            } else if (element.getAttribute(this.attribute) !== own) {
                element.setAttribute(this.attribute, own);
            }
        }
    }
}
