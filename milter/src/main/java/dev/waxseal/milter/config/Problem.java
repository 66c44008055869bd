package dev.waxseal.milter.config;

/**
 * An error in a configuration file, or a warning for the operator.
 *
 * @param line the line, from 1
 * @param text the problem, and what to write instead
 */
public record Problem(int line, String text) {}
