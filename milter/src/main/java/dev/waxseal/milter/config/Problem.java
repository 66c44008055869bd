package dev.waxseal.milter.config;

/**
 * Something that is wrong in a configuration file, or that the operator should know.
 *
 * @param line the line, from 1
 * @param text what it is, and what to write instead
 */
public record Problem(int line, String text) {}
