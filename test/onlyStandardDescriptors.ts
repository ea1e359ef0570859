const closeOthers = `
for entry in /proc/self/fd/*; do
    fd=\${entry##*/}
    if [ "$fd" -gt 2 ]; then eval "exec $fd>&-"; fi
done
exec "$@"`;

/**
 * Arguments for bash(1) that run this command with the descriptors 0, 1 and 2 alone: whoever runs the tests may have others open,
 * and every process inherits them.
 */
export function onlyStandardDescriptors(command: readonly string[]): string[] {
    return ["-c", closeOthers, "bash", ...command];
}
