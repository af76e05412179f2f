namespace Rooms.Configuration;

/// <summary>The options follow the configuration while the program runs; others count at the next start.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ReloadableAttribute : Attribute;
