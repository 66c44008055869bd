/** Header fields, message scanning and canonical forms: messages as the bytes they are. */
@NullMarked
package dev.waxseal.mime;

import org.jspecify.annotations.NullMarked;
