using System.Reflection;
using Xunit.Sdk;

namespace Rooms.Testing;

/// <summary>
/// Theory data: a static <c>byte[]</c> field or property of the test class, as one <see cref="Split"/> a case:
/// <c>[Theory, EverySplit(nameof(TwoMessages))] public void TryRead_TwoMessages_ReadsBoth(Split input)</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class EverySplitAttribute(string member) : DataAttribute
{
    private const BindingFlags Static = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    public string Member { get; } = member;

    public override IEnumerable<object[]> GetData(MethodInfo testMethod)
    {
        var owner = testMethod.DeclaringType!;
        var bytes = owner.GetField(Member, Static)?.GetValue(null) ?? owner.GetProperty(Member, Static)?.GetValue(null);
        if (bytes is not byte[] packet) throw new ArgumentException($"{owner.Name}.{Member} is no static byte[]");
        return Split.Every(packet).Select(split => new object[] { split });
    }
}
