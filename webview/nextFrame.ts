/** A hidden page has no frames, but events go on: then a moment must do. */
export function nextFrame(): Promise<void> {
    return new Promise((resolve) => {
        const timer = setTimeout(resolve, 50);
        requestAnimationFrame(() => {
            clearTimeout(timer);
            resolve();
        });
    });
}
