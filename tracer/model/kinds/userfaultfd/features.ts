/** What UFFDIO_API asks for, by the bits of include/uapi/linux/userfaultfd.h. */

const names = [
    "PAGEFAULT_FLAG_WP",
    "EVENT_FORK",
    "EVENT_REMAP",
    "EVENT_REMOVE",
    "MISSING_HUGETLBFS",
    "MISSING_SHMEM",
    "EVENT_UNMAP",
    "SIGBUS",
    "THREAD_ID",
    "MINOR_HUGETLBFS",
    "MINOR_SHMEM",
    "EXACT_ADDRESS",
    "WP_HUGETLBFS_SHMEM",
    "WP_UNPOPULATED",
    "POISON",
    "WP_ASYNC",
    "MOVE",
].map((name) => `UFFD_FEATURE_${name}`);

/** UFFD_FEATURE_WP_ASYNC brings UFFD_FEATURE_WP_UNPOPULATED with it (userfaultfd_api). */
export function featuresOf(bits: number): readonly string[] {
    const [asynchronous, unpopulated] = [1 << 15, 1 << 13];
    const all = (bits & asynchronous) === 0 ? bits : bits | unpopulated;
    return names.filter((_, bit) => (all & (1 << bit)) !== 0);
}

export function featureBits(features: readonly string[]): number {
    return features.reduce((bits, name) => bits | (1 << names.indexOf(name)), 0);
}
