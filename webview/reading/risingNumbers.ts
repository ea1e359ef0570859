/** Numbers that only grow in number, as one array of as many as there are. */
export class RisingNumbers {
    private cells = new Uint32Array(16);
    private length = 0;

    push(value: number): void {
        if (this.length === this.cells.length) {
            const longer = new Uint32Array(2 * this.length);
            longer.set(this.cells);
            this.cells = longer;
        }
        this.cells[this.length++] = value;
    }

    /** A view of what there is at this moment, which stays as it is. */
    get all(): Uint32Array {
        return this.cells.subarray(0, this.length);
    }
}
