namespace Rooms.Gateway.Configuration;

/// <summary>A value that no fault and no log may show.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SecretValueAttribute : Attribute;
