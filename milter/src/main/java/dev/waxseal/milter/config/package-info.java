/** The configuration file of the daemon, read into records. */
@NullMarked
package dev.waxseal.milter.config;

import org.jspecify.annotations.NullMarked;
