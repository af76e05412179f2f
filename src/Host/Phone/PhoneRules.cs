using Rooms.Host.Demo;

namespace Rooms.Host.Phone;

/// <summary>An invitation leads to the demo's console at an address of <c>urls</c>: where that is not to be had, nobody is invited.</summary>
internal static class PhoneRules
{
    public static IEnumerable<string> Faults(IConfiguration configuration)
    {
        if (!DemoOptions.IsOn(configuration)) yield return $"{DemoOptions.Key} = '{configuration[DemoOptions.Key]}': wanted true, since a phone (--phone) is invited to the demo";
        if (AdminAddresses.Read(configuration) is { Length: > 0 } apart)
            yield return $"{AdminAddresses.Key} = '{string.Join(',', apart)}': wanted none, since a phone (--phone) opens the console at an address of urls";
    }
}
