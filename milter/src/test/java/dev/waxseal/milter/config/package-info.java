@NullMarked
package dev.waxseal.milter.config;

import org.jspecify.annotations.NullMarked;
