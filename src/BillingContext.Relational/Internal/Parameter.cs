// A statement's parameter. Short, because every statement has some.
global using Parameter = (string Name, object? Value);
