/**
 * Signs of programs that stand in a message, for what no search explained. {@link
 * dev.waxseal.diagnosis.sign.ProgramTable} is the table of what programs write; the other classes
 * look for it. A sign proves nothing.
 */
@NullMarked
package dev.waxseal.diagnosis.sign;

import org.jspecify.annotations.NullMarked;
