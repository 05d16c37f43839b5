export const HELPER_NAMES: readonly string[];
