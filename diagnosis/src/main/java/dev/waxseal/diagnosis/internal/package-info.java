/** Shared by all searches: their budget of work, and words for sentences. */
@NullMarked
package dev.waxseal.diagnosis.internal;

import org.jspecify.annotations.NullMarked;
