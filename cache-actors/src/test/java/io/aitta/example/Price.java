package io.aitta.example;

/** What one piece of an item costs, in cents. */
public record Price(String item, long cents) {}
