/**
 * Finds what would break signing and sealing in the configurations of Postfix, Mailman and the
 * daemon, and in DNS. A finding is raised only where the fact was read.
 */
@NullMarked
package dev.waxseal.milter.doctor;

import org.jspecify.annotations.NullMarked;
