/** How fast Waxseal is; see {@code benchmarks/README.md}. */
@NullMarked
package dev.waxseal.benchmarks;

import org.jspecify.annotations.NullMarked;
