/** That the benchmarks do what they say, and all of it. */
@NullMarked
package dev.waxseal.benchmarks;

import org.jspecify.annotations.NullMarked;
