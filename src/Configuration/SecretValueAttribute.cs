namespace Rooms.Configuration;

/// <summary>A value that no fault and no log may show.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecretValueAttribute : Attribute;
