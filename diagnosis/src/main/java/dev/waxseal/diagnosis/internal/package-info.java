/** What all searches share: their effort and their words. */
@NullMarked
package dev.waxseal.diagnosis.internal;

import org.jspecify.annotations.NullMarked;
